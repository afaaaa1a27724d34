"""Laying out an inverted file of quantised vectors for FAISS: its lists, its code, how many lists a search reads."""

from __future__ import annotations

import os

import faiss
import numpy as np

from . import Ids, Vectors

POINTS_A_LIST = 64  # vectors that k-means is shown for each list
SAMPLE = 200  # vectors that are searched for to choose how many lists a search reads
WANTED_RECALL = 0.995
SHARE_OF_MEMORY = 4  # two bytes a number while that fills at most a quarter of the memory, else one


def lists_for(count: int) -> int:
    """How many lists so many vectors get: about their square root, a power of two."""
    return int(2 ** round(np.log2(max(count, 1)) / 2))


def inverted_file(ids: Ids, vectors: Vectors) -> faiss.IndexIVFScalarQuantizer:
    """An index of these vectors (float32 [n, dimension]) under their ids, with `nprobe` chosen by measured recall."""
    count, dimension = vectors.shape
    two_bytes = count * dimension * 2 * SHARE_OF_MEMORY <= _memory()
    code = faiss.ScalarQuantizer.QT_fp16 if two_bytes else faiss.ScalarQuantizer.QT_8bit
    index = _empty(dimension, lists_for(count), code)
    chance = np.random.default_rng(0)
    shown = chance.choice(count, min(count, POINTS_A_LIST * index.nlist), replace=False)
    index.train(np.ascontiguousarray(vectors[np.sort(shown)]))
    index.add_with_ids(vectors, ids)
    index.nprobe = _lists_to_read(index, vectors, chance)
    return index


def like(index: faiss.IndexIVF) -> faiss.IndexIVFScalarQuantizer:
    """An empty index with the lists, code and `nprobe` of another."""
    assert isinstance(index, faiss.IndexIVFScalarQuantizer)
    twin = _empty(index.d, index.nlist, index.sq.qtype)
    centres = faiss.downcast_index(index.quantizer).reconstruct_n(0, index.nlist)
    twin.quantizer.add(centres)
    twin.sq = index.sq
    twin.is_trained = True
    twin.nprobe = index.nprobe
    return twin


def _empty(dimension: int, lists: int, code: int) -> faiss.IndexIVFScalarQuantizer:
    centres = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(centres, dimension, lists, code, faiss.METRIC_INNER_PRODUCT, False)
    index.own_fields = True
    centres.this.disown()  # type: ignore[attr-defined]
    index.cp.max_points_per_centroid = POINTS_A_LIST
    index.cp.niter = 10
    return index


def _lists_to_read(index: faiss.IndexIVFScalarQuantizer, vectors: Vectors, chance: np.random.Generator) -> int:
    """The smallest power of two with which recall@10 over a sample of the vectors reaches WANTED_RECALL."""
    queries = vectors[chance.choice(len(vectors), min(SAMPLE, len(vectors)), replace=False)]
    exact = faiss.IndexFlatIP(index.d)
    exact.add(vectors)
    tenth = exact.search(queries, min(10, len(vectors)))[0][:, -1:]
    lists = 8
    while lists < index.nlist:
        index.nprobe = lists
        found = index.search(queries, tenth.shape[1] if len(vectors) < 10 else 10)[0]
        # By score and with the code's own error allowed for: of sentences that say the same either one counts.
        if float((found >= tenth - 1e-3).mean()) >= WANTED_RECALL:
            return lists
        lists *= 2
    return int(index.nlist)


def _memory() -> int:
    """Bytes of memory of this machine; where the system does not tell, 4 GiB."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 4 << 30
