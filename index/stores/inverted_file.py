"""Laying out an inverted file of quantised vectors for FAISS: its lists, its code, how many lists a search reads."""

from __future__ import annotations

import os
from typing import Any, cast

import faiss
import numpy as np

from . import Ids, Vectors
from .filters import parameters

POINTS_A_LIST = 64  # vectors that k-means is shown for each list
SAMPLE = 500  # vectors that are searched for to choose how many lists a search reads
WANTED_RECALL = 0.999
SHARE_OF_MEMORY = 4  # four bytes a number while that fills at most a quarter of the memory, else two, else one


def lists_for(count: int) -> int:
    """How many lists so many vectors get: about their square root, a power of two."""
    return int(2 ** round(np.log2(max(count, 1)) / 2))


def inverted_file(ids: Ids, vectors: Vectors) -> faiss.IndexIVF:
    """An index of these vectors (float32 [n, dimension]) under their ids, with `nprobe` chosen by measured recall."""
    count, dimension = vectors.shape
    index = _empty(dimension, lists_for(count), _code_for(count * dimension))
    chance = np.random.default_rng(0)
    shown = chance.choice(count, min(count, POINTS_A_LIST * index.nlist), replace=False)
    index.train(np.ascontiguousarray(vectors[np.sort(shown)]))
    index.add_with_ids(vectors, ids)
    index.nprobe = _lists_to_read(index, vectors, chance)
    return index


def like(index: faiss.IndexIVF) -> faiss.IndexIVF:
    """An empty index with the lists, code and `nprobe` of another."""
    code = _quantizer(index)
    twin: Any = _empty(index.d, index.nlist, code and code.qtype)
    centres = faiss.downcast_index(index.quantizer).reconstruct_n(0, index.nlist)
    twin.quantizer.add(centres)
    if code:
        twin.sq = code
    twin.is_trained = True
    twin.nprobe = index.nprobe
    return cast(faiss.IndexIVF, twin)


def placed(index: faiss.IndexIVF) -> tuple[Ids, Ids]:
    """The ids in an index, ascending, and the list that each is in."""
    lists: Any = index.invlists
    sizes = np.array([lists.list_size(number) for number in range(index.nlist)])
    parts = [faiss.rev_swig_ptr(lists.get_ids(n), size).copy() for n, size in enumerate(sizes.tolist()) if size]
    ids = np.concatenate(parts or [np.empty(0)]).astype(np.int64)
    order = np.argsort(ids)
    return ids[order], np.repeat(np.arange(index.nlist), sizes)[order]


def contents(index: faiss.IndexIVF) -> tuple[Ids, Vectors]:
    """The ids in an index and their vectors, float32 [n, dimension]: as they were given, but for the code's error."""
    lists: Any = index.invlists
    code = _quantizer(index)
    ids, vectors = [np.empty(0, dtype=np.int64)], [np.empty((0, index.d), dtype=np.float32)]
    for number in range(index.nlist):
        if size := lists.list_size(number):
            ids.append(faiss.rev_swig_ptr(lists.get_ids(number), size).copy())
            codes = faiss.rev_swig_ptr(lists.get_codes(number), size * index.code_size).reshape(size, -1)
            vectors.append(code.decode(codes) if code else codes.view(np.float32).copy())
    return np.concatenate(ids), np.concatenate(vectors)


def search_lists(
    index: faiss.IndexIVF, queries: Vectors, k: int, lists: Ids, selector: faiss.IDSelector
) -> tuple[Vectors, Ids]:
    """The k best of each query among what a selector allows in these lists: scores and ids, [queries, k]."""
    scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
    ids = np.full((len(queries), k), -1, dtype=np.int64)
    if len(lists):
        asked = np.ascontiguousarray(np.tile(lists, (len(queries), 1)))
        # Codes are of the vectors themselves: how far a list's centre is does not matter.
        distances = np.zeros(asked.shape, dtype=np.float32)
        # FAISS's wrapper of this takes no parameters, so it is called as the wrapper calls it.
        pointers = [faiss.swig_ptr(array) for array in (asked, distances, scores, ids)]
        search: Any = index.search_preassigned_c  # type: ignore[attr-defined]
        search(len(queries), faiss.swig_ptr(queries), k, *pointers, False, parameters(len(lists), selector))
    return scores, ids


def _quantizer(index: faiss.IndexIVF) -> Any:
    """What makes codes of the vectors of an index; None where it holds them as they are."""
    return index.sq if isinstance(index, faiss.IndexIVFScalarQuantizer) else None


def _code_for(numbers: int) -> int | None:
    """The code of so many numbers, None for the numbers themselves."""
    if numbers * 4 * SHARE_OF_MEMORY <= _memory():
        return None
    return (
        faiss.ScalarQuantizer.QT_fp16 if numbers * 2 * SHARE_OF_MEMORY <= _memory() else faiss.ScalarQuantizer.QT_8bit
    )


def _empty(dimension: int, lists: int, code: int | None) -> faiss.IndexIVF:
    centres = faiss.IndexFlatIP(dimension)
    index: faiss.IndexIVF
    if code is None:
        index = faiss.IndexIVFFlat(centres, dimension, lists, faiss.METRIC_INNER_PRODUCT)
    else:
        index = faiss.IndexIVFScalarQuantizer(centres, dimension, lists, code, faiss.METRIC_INNER_PRODUCT, False)
    index.own_fields = True
    centres.this.disown()  # type: ignore[attr-defined]
    index.cp.max_points_per_centroid = POINTS_A_LIST
    index.cp.niter = 10
    return index


def _lists_to_read(index: faiss.IndexIVF, vectors: Vectors, chance: np.random.Generator) -> int:
    """The smallest power of two with which recall@10 over a sample of the vectors reaches WANTED_RECALL."""
    queries = vectors[chance.choice(len(vectors), min(SAMPLE, len(vectors)), replace=False)]
    tenth = faiss.knn(queries, vectors, min(10, len(vectors)), faiss.METRIC_INNER_PRODUCT)[0][:, -1:]
    lists = 8
    while lists < index.nlist:
        index.nprobe = lists
        found = index.search(queries, min(10, len(vectors)))[0]
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
