using System.Diagnostics;
using Xunit;

namespace FedScaler.Cli.Tests.Support;

/// <summary>What a program of the system said, and how it ended.</summary>
internal sealed record Tool(int ExitCode, string Output)
{
    /// <summary>Runs a program to its end; both of its streams are in <see cref="Output"/>.</summary>
    public static async Task<Tool> RunAsync(string program, IEnumerable<string> args, string input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var said = await output + await errors;
        await process.WaitForExitAsync(cancellationToken);
        return new Tool(process.ExitCode, said);
    }

    /// <summary>Debian's promtool; where there is none the test is skipped, and says so.</summary>
    public static async Task<Tool> PromtoolAsync(string input, params string[] args)
    {
        Assert.SkipWhen(Programs.Find("promtool") is null, "promtool is not on PATH (Debian package prometheus)");
        return await RunAsync("promtool", args, input, TestContext.Current.CancellationToken);
    }
}
