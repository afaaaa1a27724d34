"""The commands of `jianting`, a family a module. Each command calls one method of the workbench and one renderer."""
