"""One module a kind of file: each turns bytes into RawDocuments, or raises ReadingError with one line saying why not.

`index.reading` chooses among them. What can be hostile by its form alone (PDF, Word, EPUB, feeds, mail) is parsed in a
child process with a time and a memory limit (`confined`), because no library of those is safe from a crafted file;
plain text, Markdown and HTML are parsed here, in linear time, without one.
"""
