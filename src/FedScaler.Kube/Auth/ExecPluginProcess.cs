using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace FedScaler.Kube.Auth;

/// <summary>One run of a credential plugin: no stdin, both pipes drained, its whole process tree gone when time is up.</summary>
internal static class ExecPluginProcess
{
    private const int LongestComplaint = 400;
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(1);

    /// <exception cref="HttpRequestException">The plugin is not there, failed, took longer than a minute or answered nonsense.</exception>
    public static async Task<ExecCredential> RunAsync(ExecPlugin plugin, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = Start(plugin);
        using var timeout = new CancellationTokenSource(MaxRun, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            // One pipe left unread fills up and stops the plugin (kubernetes-client/csharp#1542).
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var complaints = process.StandardError.ReadToEndAsync(either.Token);
            await Task.WhenAll(output, complaints);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0) throw Failure(plugin, $"ended with {process.ExitCode}: {Shorten(await complaints)}");
            return JsonSerializer.Deserialize(await output, ExecCredentialContext.Default.ExecCredential) ?? throw Failure(plugin, "answered null");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Failure(plugin, $"took longer than {MaxRun.TotalSeconds} s");
        }
        catch (JsonException)
        {
            // The exception is not passed on: its text may quote the answer, and the answer is a credential.
            throw Failure(plugin, "answered something that is not an ExecCredential");
        }
        finally
        {
            Kill(process);
        }
    }

    public static HttpRequestException Failure(ExecPlugin plugin, string problem, Exception? cause = null) =>
        new(HttpRequestError.UserAuthenticationError, $"the credential plugin {plugin.Command} {problem}", cause);

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plugin.Environment) start.Environment[name] = value;
        var request = new ExecCredential { ApiVersion = plugin.ApiVersion, Spec = new ExecCredential.ExecRequest { Interactive = false } };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(request, ExecCredentialContext.Default.ExecCredential);
        try
        {
            return Process.Start(start) ?? throw Failure(plugin, "could not be started");
        }
        catch (Win32Exception e)
        {
            throw Failure(plugin, $"could not be started. {plugin.InstallHint}", e);
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    private static string Shorten(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= LongestComplaint ? trimmed : trimmed[..LongestComplaint] + "…";
    }
}
