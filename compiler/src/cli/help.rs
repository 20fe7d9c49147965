//! The help texts, from the locale files: `cli-COMMAND` says what a command does, `cli-COMMAND-ARGUMENT`
//! what an argument of it, `cli-ARGUMENT` what an argument of every command.

use bud::diagnostic::Language;
use bud::diagnostic::locale::find;
use clap::{Arg, Command};

/// `command` and its subcommands with their texts in `language`.
pub fn localized(command: Command, language: Language) -> Command {
    let command = texts(command, language, "cli", "cli-bdc");
    command.mut_subcommands(|command| {
        let prefix = format!("cli-{}", command.get_name());
        texts(command, language, &prefix, &prefix)
    })
}

fn texts(command: Command, language: Language, prefix: &str, about: &str) -> Command {
    let about = find(language, about);
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let command = command.mut_args(|argument| {
        let key = format!("{prefix}-{}", argument.get_id().as_str().replace('_', "-"));
        let argument = match find(language, &key) {
            Some(help) => argument.help(help),
            None => argument,
        };
        headed(argument, language)
    });
    match language {
        Language::English => command,
        Language::Chinese => command
            .subcommand_help_heading("命令")
            .subcommand_value_name("命令")
            .help_template("{about}\n\n用法：{usage}\n\n{all-args}"),
    }
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
            for command in std::iter::once(&command).chain(command.get_subcommands()) {
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
