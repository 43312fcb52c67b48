using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("run", "--kubeconfig", "--federation", "--namespace", "--metrics-address", "--allow-loopback-members", "--log-format", "--brake", "--paused")]
    [InlineData("status", "--federation", "--watch", "--all-namespaces", "rb/NAME", "--output", "Exits 0", "Nothing is written")]
    [InlineData("sandbox", "--members", "--dir", "--seed", "--speed", "--federation", "--bare")]
    [InlineData("demo", "--federation", "--trace", "--days", "--report", "--seed", "Exits 1")]
    [InlineData("plan", "--federation", "--file", "--fleet", "--batch", "--kubeconfig", "NAMESPACE/NAME", "--output", "Nothing is written")]
    [InlineData("cron", "explain", "next", "Nothing is written")]
    [InlineData("crds", "--out", "kubectl apply")]
    [InlineData("migrate", "federatedhpa")]
    [InlineData("member", "add", "check", "remove", "least privilege")]
    [InlineData("scale-in", "--pod", "--from-file", "--dry-run", "--wait", "--timeout", "--guarantee", "Replace", "$KUBECONFIG", "Exits 0", "fedscaler scale-in shop/web --pod")]
    public async Task Each_command_says_what_it_can_be_told(string command, params string[] matters)
    {
        var run = await CommandLine.RunAsync(command, "--help");

        run.ExitCode.ShouldBe(0);
        foreach (var word in matters) run.Output.ShouldContain(word);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_program_lists_its_commands()
    {
        var run = await CommandLine.RunAsync("--help");

        run.ExitCode.ShouldBe(0);
        foreach (var command in (string[])["run", "sandbox", "demo", "plan", "cron", "scale-in", "member", "migrate", "status", "crds"]) run.Output.ShouldContain($"\n  {command} ");
    }

    [Theory]
    [InlineData("plan", "--fleeet", "plan --help")]
    [InlineData("run", "--kubeconfg", "--kubeconfig")]
    [InlineData("scale-in", "--pods", "scale-in --help")]
    [InlineData("demoo", "", "demo")]
    public async Task What_is_misspelt_is_refused_with_a_hint(string command, string option, string hint)
    {
        var run = await CommandLine.RunAsync([command, .. option.Length > 0 ? [option, "x"] : Array.Empty<string>()]);

        run.ExitCode.ShouldNotBe(0);
        (run.Error + run.Output).ShouldContain(option.Length > 0 ? option : command);
        (run.Error + run.Output).ShouldContain(hint);
    }

    [Theory]
    [InlineData("demo", "--days", "0")]
    [InlineData("demo", "--days", "15")]
    [InlineData("sandbox", "--dir", "x", "--members", "101")]
    [InlineData("sandbox", "--dir", "x", "--members", "0")]
    [InlineData("sandbox", "--dir", "x", "--speed", "0")]
    [InlineData("sandbox", "--dir", "x", "--federation", "ocm")]
    [InlineData("run", "--metrics-address", "nowhere")]
    [InlineData("plan", "--output", "xml")]
    [InlineData("status", "--output", "xml")]
    [InlineData("scale-in", "--mode", "Grow")]
    public async Task A_value_out_of_bounds_is_refused_by_its_option(string command, params string[] options)
    {
        var run = await CommandLine.RunAsync([command, .. options]);

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(options[^2] is "--output" or "--mode" or "--federation" ? options[^1] : options[^2]);
    }
}
