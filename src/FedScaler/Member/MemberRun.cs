using FedScaler.Kube.Client;
using FedScaler.Terminal;

namespace FedScaler.Members;

/// <summary>What all member commands end with.</summary>
internal static class MemberRun
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> GuardAsync(TextWriter error, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (MemberRefusedException refused)
        {
            foreach (var message in refused.Messages) await error.WriteLineAsync(OneLine.Of(message));
            return ExitCodes.Refused;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or KubeApiException or TimeoutException or IOException)
        {
            await error.WriteLineAsync(OneLine.Of(unreached.Message));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }
}
