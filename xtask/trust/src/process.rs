//! What the system says of a process.

/// A value of a process in kilobytes: `VmHWM` is the most memory that it had, `VmRSS` what it has. Nothing where
/// the system does not say.
pub fn memory(process: u32, key: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
