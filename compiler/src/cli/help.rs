//! The help texts, from the locale files: `cli-COMMAND` says what a command does, `cli-COMMAND-ARGUMENT`
//! what an argument of it, `cli-ARGUMENT` what an argument of every command. A command of a command has both
//! names: `cli-git-install`.

use bud::diagnostic::Language;
use bud::diagnostic::locale::find;
use clap::{Arg, Command};

/// `command` and its subcommands with their texts in `language`.
pub fn localized(command: Command, language: Language) -> Command {
    let command = texts(command, language, "cli", "cli-bdc", "");
    subcommands(command, language, "cli", "bdc ")
}

fn subcommands(command: Command, language: Language, prefix: &str, before: &str) -> Command {
    command.mut_subcommands(|command| {
        let (prefix, within) = (format!("{prefix}-{}", command.get_name()), format!("{before}{} ", command.get_name()));
        subcommands(texts(command, language, &prefix, &prefix, before), language, &prefix, &within)
    })
}

fn texts(command: Command, language: Language, prefix: &str, about: &str, before: &str) -> Command {
    let command = match find(language, about) {
        Some(about) => command.about(about),
        None => command,
    };
    let command = command.mut_args(|argument| {
        let key = format!("{prefix}-{}", argument.get_id().as_str().replace('_', "-"));
        let argument = match find(language, &key) {
            Some(help) => with_values(argument, help, language),
            None => argument,
        };
        headed(argument, language)
    });
    match language {
        Language::English => command,
        Language::Chinese => {
            let command = command
                .subcommand_help_heading("命令")
                .subcommand_value_name("命令")
                .help_template("{about}\n\n用法: {usage}\n\n{all-args}");
            let usage = command.clone().render_usage().to_string();
            let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
            command.override_usage(format!("{before}{}", in_chinese(usage)))
        }
    }
}

/// A line of usage, which clap writes, with its one English word in Chinese.
pub fn in_chinese(usage: &str) -> String {
    usage.replace("[OPTIONS]", "[选项]")
}

/// The help of `argument` with its default and the values it may have, which clap would name in English.
fn with_values(argument: Arg, help: String, language: Language) -> Arg {
    let possible = argument.get_possible_values();
    if language == Language::English || possible.is_empty() || !argument.get_action().takes_values() {
        return argument.help(help);
    }
    let default = argument.get_default_values().iter().filter_map(|value| value.to_str()).collect::<Vec<_>>().join(",");
    let values: Vec<&str> = possible.iter().map(|value| value.get_name()).collect();
    let default = if default.is_empty() { default } else { format!("默认 {default}；") };
    let help = format!("{help}（{default}可选 {}）", values.join("、"));
    argument.help(help).hide_possible_values(true).hide_default_value(true)
}

fn headed(argument: Arg, language: Language) -> Arg {
    let heading = match language {
        Language::English if argument.is_global_set() => "Global options",
        Language::English => return argument,
        Language::Chinese if argument.is_global_set() => "通用选项",
        Language::Chinese if argument.is_positional() => "参数",
        Language::Chinese => "选项",
    };
    argument.help_heading(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_its_help_in_every_language() {
        for &language in Language::ALL {
            let command = super::super::command(language);
            let git = command.get_subcommands().flat_map(|command| command.get_subcommands());
            for command in std::iter::once(&command).chain(command.get_subcommands()).chain(git) {
                assert!(command.get_about().is_some(), "{} in {language}", command.get_name());
                for argument in command.get_arguments() {
                    let name = argument.get_id();
                    assert!(argument.get_help().is_some(), "{} {name} in {language}", command.get_name());
                }
            }
            command.debug_assert();
        }
    }
}
