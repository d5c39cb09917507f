//! What a figure was measured on: without it a rate says nothing.

use serde::Serialize;
use std::fs;
use std::path::Path;

/// The machine, as the operating system describes it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Machine {
    /// The processor's own name, "unknown" where the system does not tell.
    pub cpu: String,
    /// Cores that this program may use.
    pub cores: usize,
    /// Memory in bytes, 0 where the system does not tell.
    pub memory_bytes: u64,
}

impl Machine {
    /// This machine.
    pub fn here() -> Self {
        let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        Self {
            cpu: field(&cpus, "model name").unwrap_or("unknown").to_owned(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_bytes: kilobytes(&memory, "MemTotal").unwrap_or_default(),
        }
    }
}

/// The memory that a process holds, in bytes, or `None` when it is gone or the system does not tell.
pub fn resident_bytes(process: u32) -> Option<u64> {
    kilobytes(&fs::read_to_string(format!("/proc/{process}/status")).ok()?, "VmRSS")
}

/// What the files under a directory hold, in bytes; what cannot be read counts as nothing.
pub fn directory_bytes(directory: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => directory_bytes(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// The value of the first line `name : value`.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then_some(value.trim())
    })
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let number: u64 = field(text, name)?.strip_suffix("kB")?.trim().parse().ok()?;
    number.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_linux_prints_them() {
        let text = "Name:\tonedoor\nVmPeak:\t  200 kB\nVmRSS:\t   93184 kB\n";
        assert_eq!(kilobytes(text, "VmRSS"), Some(93_184 * 1024));
        assert_eq!(kilobytes(text, "VmSwap"), None);
        assert_eq!(field("model name\t: Some CPU @ 2 GHz\n", "model name"), Some("Some CPU @ 2 GHz"));
    }

    #[test]
    fn a_directory_counts_the_files_in_it_and_below() {
        let place = std::env::temp_dir().join(format!("onedoor-bench-{}", std::process::id()));
        fs::create_dir_all(place.join("below")).expect("a temporary directory");
        fs::write(place.join("a"), [0_u8; 10]).expect("a file");
        fs::write(place.join("below/b"), [0_u8; 7]).expect("a file");
        assert_eq!(directory_bytes(&place), 17);
        fs::remove_dir_all(&place).expect("our own directory");
    }

    #[test]
    fn this_process_holds_some_memory() {
        if cfg!(target_os = "linux") {
            assert!(resident_bytes(std::process::id()).is_some_and(|bytes| bytes > 100_000));
        }
    }
}
