using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Terminal;

namespace FedScaler.Members.Add;

/// <summary>Waits until the service has reached a member with the credential that it was just given.</summary>
internal sealed class MemberReadiness(IKubeClient hub, TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly JsonDecoder<MemberCluster> Decoder = JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster);

    /// <param name="expires">Of the token: the service tells it, and so which token it has seen.</param>
    public async Task<int> WaitAsync(string name, DateTimeOffset expires, TimeSpan patience, CancellationToken cancellationToken)
    {
        var expiry = expires.ToKubernetesTime();
        MemberClusterStatus? last = null;
        using var deadline = new Deadline(patience, time, cancellationToken);
        try
        {
            while (true)
            {
                last = (await hub.GetAsync(ApiResources.MemberClusters, new ObjectKey(null, name), Decoder, deadline.Token)).Status;
                if (last?.Conditions.Find(MemberConditions.Ready) is { Status: Condition.True } ready && HasSeen(last, expiry))
                {
                    await output.WriteLineAsync(OneLine.Of($"{name} is ready: {ready.Message}; Kubernetes {last.KubernetesVersion}"));
                    return ExitCodes.Success;
                }

                await Task.Delay(Pause, time, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            await error.WriteLineAsync(OneLine.Of($"{name} is registered, and not ready after {patience.TotalSeconds:0} s: {WhyNot(last)}"));
            return ExitCodes.TimedOut;
        }
    }

    private static bool HasSeen(MemberClusterStatus status, string expiry) =>
        status.Conditions.Find(MemberConditions.CredentialsValid) is { Status: Condition.True } valid && valid.Message.Contains(expiry, StringComparison.Ordinal);

    private static string WhyNot(MemberClusterStatus? last) => last?.Conditions.Find(MemberConditions.Ready) switch
    {
        null => "nobody has looked at it: is fedscaler run running against this hub?",
        { Status: Condition.True } => "the service has not taken up its new token yet",
        var ready => ready.Message,
    };
}
