//! Sets a repository up for budgets, takes that back, and tells whether it is.
//!
//! What is ours can be told from all else: some settings of the repository, and blocks of lines in files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bud::diagnostic::Message;

use super::super::output;
use super::super::session::{self, Session, Stream};
use super::super::status::Status;
use super::block::{Place, with_block, without_block};
use super::{ask, command, told};

const DRIVER: &str = "merge.bud.driver";
const COMMAND: &str = "diff.bud.command";

/// All settings, with their values; without one, that of the program.
const SETTINGS: [(&str, Option<&str>); 5] = [
    ("merge.bud.name", Some("Bud: entry by entry")),
    (DRIVER, None),
    ("diff.bud.xfuncname", Some(HEADINGS)),
    ("diff.bud.wordRegex", Some(WORDS)),
    (COMMAND, None),
];

/// The lines that a hunk of a diff is under: a unit's or a budget's declaration, the unit of a line, a heading.
const HEADINGS: &str = r#"^[[:blank:]]*((unit|单位|budget|预算)[[:blank:]]+[^[:blank:]].*)$
^[[:blank:]]*[^#[:blank:]].*[[:blank:]]((unit|单位)[[:blank:]]+("[^"]*"|[^"[:blank:]]+))
^#+[[:blank:]]*([^[:blank:]].*)$"#;

/// The words of a line: texts in quotes, amounts with their unit, names, and signs one by one.
const WORDS: &str = r#""[^"]*"|-?[0-9][0-9,]*(\.[0-9]+)?(亿元|万元|千元|元)?|[^][:blank:]0-9"*/()+[]+|[^[:blank:]]"#;

/// What is to be written into `.gitattributes`.
const ATTRIBUTES: &str = "*.bud diff=bud merge=bud";

/// The hooks: what is committed is checked, and what is merged.
const HOOKS: [&str; 2] = ["pre-commit", "pre-merge-commit"];

/// One change.
enum Step {
    Set { key: &'static str, old: Option<String>, value: String },
    Unset { key: &'static str, old: String },
    Write { path: PathBuf, old: Option<String>, new: Option<String>, script: bool },
}

/// Makes the changes after which git knows budgets.
///
/// # Errors
/// Why that cannot be.
pub fn install(external: bool, dry: bool, session: &Session) -> Result<Status, Message> {
    let top = super::top()?;
    let program = program();
    let ours = setting(DRIVER)?.is_none_or(|driver| is_ours(&driver));
    let mut steps = Vec::new();
    for (key, value) in SETTINGS {
        let value = match (key, value) {
            (_, Some(value)) => value.to_owned(),
            (COMMAND, _) if !external => continue,
            (COMMAND, _) => format!("{program} git external-diff"),
            _ => format!("{program} git merge-driver %O %A %B %L %P"),
        };
        let old = setting(key)?;
        match old {
            Some(old) if old == value => {}
            Some(old) if !ours || key == COMMAND && !old.contains("git external-diff") => {
                return Err(Message::new("git-foreign").with("key", key).with("value", old));
            }
            old => steps.push(Step::Set { key, old, value }),
        }
    }
    steps.extend(block(top.join(".gitattributes"), &[ATTRIBUTES], Place::End)?);
    let mut left = Vec::new();
    for hook in HOOKS {
        let call = format!("{program} git {hook} || exit $?");
        match hook_stands(hook)? {
            Ok(path) => steps.extend(block(path, &[&call], Place::Script)?),
            Err(why) => left.push(why.with("hook", hook).with("call", call.as_str())),
        }
    }
    let status = carry_out(&steps, dry, &top, "git-installed", session)?;
    left.iter().for_each(|why| session.say(why));
    Ok(status)
}

/// Takes back what an installation made, this one or an older one.
///
/// # Errors
/// Why that cannot be.
pub fn uninstall(dry: bool, session: &Session) -> Result<Status, Message> {
    let top = super::top()?;
    let ours = setting(DRIVER)?.is_some_and(|driver| is_ours(&driver));
    let mut steps = Vec::new();
    for (key, _) in SETTINGS.into_iter().filter(|_| ours) {
        steps.extend(setting(key)?.map(|old| Step::Unset { key, old }));
    }
    let mut files = vec![(top.join(".gitattributes"), false)];
    for hook in HOOKS {
        files.push((hook_path(hook)?, true));
    }
    for (path, script) in files {
        let Some(old) = text_of(&path)? else { continue };
        if let Some(new) = without_block(&old) {
            steps.push(Step::Write { path, old: Some(old), new, script });
        }
    }
    carry_out(&steps, dry, &top, "git-uninstalled", session)
}

/// Tells what of an installation is there; all of it is a success.
///
/// # Errors
/// Why that cannot be told.
pub fn status(session: &Session) -> Result<Status, Message> {
    let top = super::top()?;
    let mut parts = vec![("merge.bud, diff.bud".to_owned(), setting(DRIVER)?.is_some_and(|it| is_ours(&it)))];
    let has = |path: &Path| Ok::<_, Message>(text_of(path)?.is_some_and(|text| without_block(&text).is_some()));
    parts.push((".gitattributes".to_owned(), has(&top.join(".gitattributes"))?));
    for hook in HOOKS {
        parts.push((hook.to_owned(), has(&hook_path(hook)?)?));
    }
    let written = session.write(Stream::Out, |out| {
        parts.iter().try_for_each(|(part, there)| {
            let key = if *there { "git-status-there" } else { "git-status-missing" };
            writeln!(out, "{}", session.text(&Message::new(key).with("part", part.as_str())))
        })
    });
    let all = parts.iter().all(|(_, there)| *there);
    Ok(written.status().max(if all { Status::Clean } else { Status::Invalid }))
}

/// How the repository calls this program: by its name if that leads here, else by its path.
fn program() -> String {
    let here = std::env::current_exe().and_then(|path| path.canonicalize()).unwrap_or_else(|_| PathBuf::from("bdc"));
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("bdc{}", std::env::consts::EXE_SUFFIX);
    let found = std::env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file());
    if found.and_then(|path| path.canonicalize().ok()).is_some_and(|path| path == here) {
        return "bdc".to_owned();
    }
    // git hands the words to a shell, on every system.
    format!("'{}'", here.to_string_lossy().replace('\\', "/").replace('\'', r"'\''"))
}

/// Whether a merge driver is one that an installation has set.
fn is_ours(driver: &str) -> bool {
    driver.contains(" git merge-driver ")
}

/// A setting of this repository.
fn setting(key: &str) -> Result<Option<String>, Message> {
    ask(["config", "--local", "--get", key])
}

fn hook_path(hook: &str) -> Result<PathBuf, Message> {
    let path = told(&mut command(["rev-parse", "--git-path", &format!("hooks/{hook}")]))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&path).trim_end_matches(['\n', '\r'])))
}

/// Where a hook is to be written, or why it is not ours to write.
fn hook_stands(hook: &str) -> Result<Result<PathBuf, Message>, Message> {
    let path = hook_path(hook)?;
    let scope = ask(["config", "--show-scope", "--get", "core.hooksPath"])?;
    if scope.is_some_and(|scope| !scope.starts_with("local") && !scope.starts_with("worktree")) {
        // Other repositories have the same one.
        return Ok(Err(Message::new("git-hook-shared").with("file", path.display().to_string())));
    }
    let Some(text) = text_of(&path)? else { return Ok(Ok(path)) };
    let first = text.lines().next().unwrap_or("");
    let shell = first.starts_with("#!")
        && ["sh", "bash", "dash", "zsh", "ksh"].iter().any(|shell| first.split(['/', ' ']).any(|word| word == *shell));
    Ok(if shell && is_executable(&path) {
        Ok(path)
    } else {
        Err(Message::new("git-hook-foreign").with("file", path.display().to_string()))
    })
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_path: &Path) -> bool {
    true
}

/// The text of a file, if it is there.
fn text_of(path: &Path) -> Result<Option<String>, Message> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(session::about("cannot-read", path, session::reason(&error))),
    }
}

/// The step that puts a block into a file, unless it is there.
fn block(path: PathBuf, lines: &[&str], place: Place) -> Result<Option<Step>, Message> {
    let old = text_of(&path)?;
    let new = with_block(old.as_deref(), lines, place);
    let script = place == Place::Script;
    Ok((old.as_ref() != Some(&new)).then_some(Step::Write { path, old, new: Some(new), script }))
}

/// Shows the changes, and makes them unless it is a trial.
fn carry_out(steps: &[Step], dry: bool, top: &Path, done: &'static str, session: &Session) -> Result<Status, Message> {
    let written = session.write(Stream::Out, |out| steps.iter().try_for_each(|step| step.show(top, out)));
    let told = if steps.is_empty() {
        "git-nothing-to-do"
    } else if dry {
        "git-dry-run"
    } else {
        done
    };
    if !dry {
        steps.iter().try_for_each(Step::make)?;
    }
    session.say(&Message::new(told));
    Ok(written.status())
}

impl Step {
    fn show(&self, top: &Path, out: &mut dyn io::Write) -> io::Result<()> {
        let mut line = |sign: char, key: &str, value: &str| {
            let value = value.replace('\n', "\\n");
            writeln!(out, "{sign} {key} = {value}")
        };
        match self {
            Step::Set { key, old, value } => {
                old.iter().try_for_each(|old| line('-', key, old))?;
                line('+', key, value)
            }
            Step::Unset { key, old } => line('-', key, old),
            Step::Write { path, old, new, .. } => {
                let name = path.strip_prefix(top).unwrap_or(path).display().to_string();
                let name = name.replace('\\', "/");
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                super::super::patch::write(&name, &text(old), &text(new), false, false, out)
            }
        }
    }

    fn make(&self) -> Result<(), Message> {
        match self {
            Step::Set { key, value, .. } => {
                told(&mut command(["config", "--local", "--replace-all", key, value])).map(drop)
            }
            Step::Unset { key, .. } => told(&mut command(["config", "--local", "--unset-all", key])).map(drop),
            Step::Write { path, old, new, script } => {
                let failed = |error| session::unwritable(path, &error);
                let Some(new) = new else { return fs::remove_file(path).map_err(failed) };
                if let Some(folder) = path.parent().filter(|folder| *script && !folder.as_os_str().is_empty()) {
                    fs::create_dir_all(folder).map_err(failed)?;
                }
                output::write(path, |out| out.write_all(new.as_bytes())).map_err(failed)?;
                if *script && old.is_none() { executable(path).map_err(failed) } else { Ok(()) }
            }
        }
    }
}

#[cfg(unix)]
fn executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    // Whoever may read it may run it.
    fs::set_permissions(path, fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

#[cfg(not(unix))]
fn executable(_path: &Path) -> io::Result<()> {
    Ok(())
}
