//! Tests of what the server serves, and especially of what it must not serve.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use super::{Site, file_below, mime, start};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A folder `public` with a page and a file, and a secret file next to the folder.
fn folder(name: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("cos-jobs-xtask-{}-{name}", std::process::id()));
    fs::create_dir_all(folder.join("public/sub"))?;
    fs::write(folder.join("secret.txt"), "secret")?;
    fs::write(folder.join("public/index.html"), "<p>page</p>")?;
    fs::write(folder.join("public/sub/a b.js"), "export {};")?;
    Ok(folder)
}

fn ask(address: &str, request_line: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://"))?;
    write!(stream, "{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn a_file_outside_the_folder_is_not_served() -> Outcome {
    let folder = folder("traversal")?;
    let public = folder.join("public");
    for path in [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "sub/../../secret.txt",
        "..%2fsecret.txt",
        "..\\secret.txt",
        "./index.html",
        "/etc/passwd",
        "sub",
        "%zz",
        "%",
        "a%00",
    ] {
        assert_eq!(file_below(&public, path), None, "{path}");
    }
    assert!(file_below(&public, "").is_some_and(|file| file.ends_with("index.html")));
    assert!(file_below(&public, "sub/a%20b.js").is_some());
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_outside_the_folder_is_not_followed() -> Outcome {
    let folder = folder("link")?;
    std::os::unix::fs::symlink(folder.join("secret.txt"), folder.join("public/link.txt"))?;
    assert_eq!(file_below(&folder.join("public"), "link.txt"), None);
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn serves_files_and_documents_and_refuses_other_requests() -> Outcome {
    let folder = folder("http")?;
    let site =
        Site::default().document("/made.json", "{\"a\":1}".to_owned()).folder("/sub/", folder.join("public/sub"));
    let address = start(site.folder("/", folder.join("public")), 0)?;

    let page = ask(&address, "GET /?query")?;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        page.contains("text/html; charset=utf-8") && page.contains("no-store") && page.ends_with("<p>page</p>"),
        "{page}"
    );
    assert!(ask(&address, "GET /made.json")?.ends_with("{\"a\":1}"));
    assert!(ask(&address, "GET /sub/a%20b.js")?.contains("text/javascript"));
    assert!(ask(&address, "HEAD /")?.ends_with("\r\n\r\n"));
    assert!(ask(&address, "POST /")?.starts_with("HTTP/1.1 405"));
    assert!(ask(&address, "GET /../secret.txt")?.starts_with("HTTP/1.1 404"));
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn uses_a_free_port_if_the_given_port_is_in_use() -> Outcome {
    let first = start(Site::default(), 0)?;
    let port = first.rsplit(':').next().unwrap_or_default().parse()?;
    assert_ne!(start(Site::default(), port)?, first);
    Ok(())
}

#[test]
fn files_have_the_media_types_that_browsers_require() {
    assert_eq!(mime(Path::new("a.wasm")), "application/wasm");
    assert_eq!(mime(Path::new("a.mjs")), "text/javascript; charset=utf-8");
    assert_eq!(mime(Path::new("a")), "application/octet-stream");
}

#[test]
fn a_single_file_takes_the_place_of_a_file_in_a_folder() -> Outcome {
    let folder = folder("single")?;
    let site = Site::default().single("/index.html", folder.join("secret.txt")).folder("/", folder.join("public"));
    let address = start(site, 0)?;
    assert!(ask(&address, "GET /index.html")?.ends_with("secret"));
    assert!(ask(&address, "GET /")?.ends_with("<p>page</p>"));
    fs::remove_dir_all(folder)?;
    Ok(())
}
