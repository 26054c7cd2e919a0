//! Real web servers of Debian, each a process of the test's own on a free port of this machine.

use std::fmt::Write;
use std::fs::Permissions;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::Tree;

use super::http::{Answer, get};

/// A way to put the settings to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// `nginx.conf`, included in a `server`.
    Nginx,
    /// `apache.conf`, included by whoever runs the server.
    Apache,
    /// `htaccess.txt`, uploaded as `.htaccess`.
    Htaccess,
    /// The same on a host that forbids `Options` there, the line removed as the file advises.
    Frugal,
    /// nginx without any settings of ours.
    BareNginx,
}

impl Way {
    /// Every way the settings are used in.
    pub(super) const ALL: [Self; 3] = [Self::Nginx, Self::Apache, Self::Htaccess];
}

/// A running server; it ends when the test does.
pub(super) struct Server {
    process: Child,
    folder: TempDir,
    pub(super) port: u16,
}

impl Server {
    /// Starts a server that holds a site in a folder (`/zyjn/`), by the settings that `build` wrote.
    pub(super) fn start(way: Way, site: &Tree, settings: &Tree, folder: &str) -> Self {
        let desk = tempfile::Builder::new().permissions(Permissions::from_mode(0o755)).tempdir().unwrap();
        let www = desk.path().join("www").join(folder.trim_matches('/'));
        site.write(&www);
        settings.write(&desk.path().join("settings"));
        if matches!(way, Way::Htaccess | Way::Frugal) {
            let text = std::fs::read_to_string(desk.path().join("settings/htaccess.txt")).unwrap();
            let removed = if way == Way::Frugal { "Options -Indexes\n" } else { "" };
            assert!(text.contains(removed));
            std::fs::write(www.join(".htaccess"), text.replacen(removed, "", 1)).unwrap();
        }
        // Another program may take the port between the question for it and the server's start.
        match (0..5).find_map(|_| Self::try_start(way, desk.path())) {
            Some((process, port)) => Self { process, folder: desk, port },
            None => panic!("{way:?} does not start: {}", said(desk.path())),
        }
    }

    fn try_start(way: Way, desk: &Path) -> Option<(Child, u16)> {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let is_nginx = matches!(way, Way::Nginx | Way::BareNginx);
        let text = if is_nginx { nginx(way, desk, port) } else { apache(way, desk, port) };
        let config = desk.join("server.conf");
        std::fs::write(&config, text).unwrap();
        let mut program = Command::new(if is_nginx { "/usr/sbin/nginx" } else { "/usr/sbin/apache2" });
        match is_nginx {
            true => program.arg("-e").arg(desk.join("error.log")).arg("-c").arg(&config),
            false => program.args(["-X", "-f"]).arg(&config),
        };
        let said = std::fs::File::create(desk.join("said.txt")).unwrap();
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        let mut process = program.spawn().unwrap_or_else(|error| panic!("{program:?}: {error}: tests/run installs it"));
        for _ in 0..600 {
            if process.try_wait().unwrap().is_some() {
                return None;
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some((process, port));
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        stop(&mut process);
        None
    }

    /// Asks as a browser does that cannot unpack.
    #[track_caller]
    pub(super) fn get(&self, path: &str) -> Answer {
        get(self.port, path, &[])
    }

    /// Asks with more headers.
    #[track_caller]
    pub(super) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        get(self.port, path, headers)
    }

    /// What the server complained of.
    pub(super) fn complaints(&self) -> String {
        said(self.folder.path())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

fn stop(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

fn said(desk: &Path) -> String {
    ["said.txt", "error.log"].map(|name| std::fs::read_to_string(desk.join(name)).unwrap_or_default()).concat()
}

/// A server of one process, which ends when it is told to.
fn nginx(way: Way, desk: &Path, port: u16) -> String {
    let place = desk.display();
    let temporary: String =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].iter().fold(String::new(), |mut out, kind| {
            let _ = writeln!(out, "  {kind}_temp_path {place}/{kind};");
            out
        });
    let include = if way == Way::Nginx { format!("include {place}/settings/nginx.conf;") } else { String::new() };
    format!(
        "daemon off;\nmaster_process off;\npid {place}/pid;\nerror_log {place}/error.log warn;\n\
         events {{}}\nhttp {{\n  access_log off;\n{temporary}  types {{ text/html html; }}\n  \
         server {{ listen 127.0.0.1:{port}; root {place}/www; {include} }}\n}}\n"
    )
}

/// As careless as a server may be set up: it would list folders.
fn apache(way: Way, desk: &Path, port: u16) -> String {
    let place = desk.display();
    let modules = ["mpm_event", "authz_core", "autoindex", "dir", "mime", "headers", "filter", "deflate"];
    let modules: String = modules.iter().fold(String::new(), |mut out, module| {
        let _ = writeln!(out, "LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so");
        out
    });
    // Who starts a server as root must say as whom it is to read the files.
    let is_root = std::fs::metadata(desk).unwrap().uid() == 0;
    let user = if is_root { "User nobody\nGroup nogroup\n" } else { "" };
    let (overrides, include) = match way {
        Way::Htaccess => ("All", String::new()),
        Way::Frugal => ("FileInfo Indexes", String::new()),
        _ => ("None", format!("Include {place}/settings/apache.conf")),
    };
    format!(
        "{modules}{user}ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nDefaultRuntimeDir {place}\nPidFile {place}/pid\n\
         ErrorLog {place}/error.log\nLogLevel warn\nTypesConfig /dev/null\nDocumentRoot {place}/www\n\
         <Directory {place}/www>\nRequire all granted\nOptions Indexes\nAllowOverride {overrides}\n</Directory>\n\
         {include}\n"
    )
}
