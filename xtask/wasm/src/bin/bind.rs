//! Writes the JavaScript around a WebAssembly module: `bind MODULE FOLDER`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(module), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bind MODULE FOLDER".into());
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).nodejs(true)?.typescript(false);
    Ok(bindgen.generate(folder)?)
}

#[cfg(target_arch = "wasm32")]
fn main() {}
