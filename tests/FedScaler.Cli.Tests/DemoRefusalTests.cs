using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

public sealed class DemoRefusalTests
{
    [Fact]
    public async Task A_trace_that_cannot_be_read_is_refused_by_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var trace = folder.Write("load.csv", "timestamp,value\n2026-01-05 00:00:00,10\n2026-01-05 00:05:00,ten\n");

        var run = await CommandLine.RunAsync("demo", "--trace", trace);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("load.csv");
        run.Error.ShouldContain("3");
    }

    [Fact]
    public async Task A_trace_that_is_not_there_is_refused_by_its_path()
    {
        var run = await CommandLine.RunAsync("demo", "--trace", "/nowhere/load.csv");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("/nowhere/load.csv");
    }
}
