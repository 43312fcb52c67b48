namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>What a command line came to.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public CommandResult ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{Output}{Error}");
        return this;
    }
}
