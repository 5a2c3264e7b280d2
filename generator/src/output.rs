//! The set of generated files, written or compared with what is on the disk.
