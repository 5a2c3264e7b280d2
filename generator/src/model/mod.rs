//! The tree as `openapiv3` structures, piece by piece, so that a failure is located and costs one piece.
