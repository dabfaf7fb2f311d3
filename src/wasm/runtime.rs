//! What the module has in place of the standard library: an allocator, and an end for what must not happen.

use core::panic::PanicInfo;

/// A small one: a call holds a few texts, a page of a list a few thousand.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The engine has no way to panic on purpose; a trap reaches JavaScript as a `RuntimeError`. To format a message that
/// nobody sees would take a fifth of the module.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
