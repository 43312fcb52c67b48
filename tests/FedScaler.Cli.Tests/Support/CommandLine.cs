using System.CommandLine;

namespace FedScaler.Cli.Tests.Support;

/// <summary>What one command line ended with.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the program in this process.</summary>
    public static Task<CommandLine> RunAsync(params string[] args) => RunAsync("", args);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<CommandLine> RunAsync(string input, string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var code = await Program.RunAsync(args, new StringReader(input), new InvocationConfiguration { Output = output, Error = error }, patience.Token);
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}
