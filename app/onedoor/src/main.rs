//! The OneDoor binary; everything is in the library beside it.

use std::process::ExitCode;

// Measured on glibc: bulk loads and page rendering allocate many short-lived pieces, which its malloc fragments.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onedoor::main()
}
