using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Access;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Check;

/// <summary>What a member answers to the credential that the service has for it.</summary>
internal sealed class MemberInspection(IKubeClient client, MemberCluster member, BoundToken? token, TimeProvider time)
{
    /// <summary>Tokens and HPAs' windows bear less; NTP keeps clocks within milliseconds.</summary>
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(5);

    public async Task RunAsync(ICollection<Finding> findings, CancellationToken cancellationToken)
    {
        if (!await ReachAsync(findings, cancellationToken)) return;
        findings.Add(Clock());
        findings.Add(Token());
        findings.Add(await IdentifyAsync(cancellationToken));
        var groups = await ReadGroupsAsync(findings, cancellationToken);
        var served = groups.Contains("apps.kruise.io") ? AccessFeatures.All : AccessFeatures.All & ~AccessFeatures.Kruise;
        foreach (var finding in await new RightsReview(client, token?.Account).AskAsync(served, cancellationToken)) findings.Add(finding);
    }

    private async Task<bool> ReachAsync(ICollection<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            var version = await client.GetPathAsync("/version", JsonDecoders.Object, cancellationToken);
            // The second one finds the connection made.
            var started = time.GetTimestamp();
            await client.GetPathAsync("/readyz", JsonDecoders.Nothing, cancellationToken);
            findings.Add(Finding.Ok("reach", $"{client.Server.Authority} is ready and answers in {time.GetElapsedTime(started).TotalMilliseconds:0} ms: Kubernetes {(string?)version["gitVersion"]}"));
            return true;
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException or IOException)
        {
            var mend = error is KubeApiException { Code: 401 } ? $"; fedscaler member add {member.Metadata.Name} makes a new token" : "";
            findings.Add(Finding.Fail("reach", $"{client.Server.Authority}: {Words(error)}{mend}"));
            if (token is not null && error is KubeApiException { Code: 401 }) findings.Add(Token());
            return false;
        }
    }

    private Finding Clock()
    {
        if (client.ClockSkew is not { } skew) return Finding.Warn("clock", "the member does not tell its time");
        var words = $"{Math.Abs(skew.TotalSeconds):0.#} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} this machine's";
        return skew.Duration() <= ToleratedSkew ? Finding.Ok("clock", words) : Finding.Warn("clock", $"{words}: one of the two is wrong");
    }

    private Finding Token()
    {
        if (token is null) return Finding.Warn("token", "the credential is no token with an end: nobody renews it, and nobody can tell when it is of no use any more");
        var left = token.ExpiresAt - (time.GetUtcNow() + (client.ClockSkew ?? TimeSpan.Zero));
        var words = $"of ServiceAccount {token.Account}, good until {token.ExpiresAt.ToKubernetesTime()}";
        if (left <= TimeSpan.Zero) return Finding.Fail("token", $"{words}: it has expired; fedscaler member add {member.Metadata.Name} makes a new one");
        return RenewalSchedule.WorryAt(token) <= token.ExpiresAt - left
            ? Finding.Warn("token", $"{words}, in {GoDuration.Format(left)}: it should have been renewed; is fedscaler run running?")
            : Finding.Ok("token", $"{words}, in {GoDuration.Format(left)}");
    }

    private async Task<Finding> IdentifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var uid = (await client.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "kube-system"), JsonDecoders.Metadata, cancellationToken)).Uid;
            return member.Status?.ClusterUid is { } known && known != uid
                ? Finding.Fail("identity", $"another cluster answers: the uid of kube-system is {uid}, and the MemberCluster's {known}")
                : Finding.Ok("identity", $"uid of kube-system {uid}");
        }
        catch (KubeApiException refused)
        {
            return Finding.Fail("identity", refused.Message);
        }
    }

    private async Task<HashSet<string>> ReadGroupsAsync(ICollection<Finding> findings, CancellationToken cancellationToken)
    {
        var answer = await client.GetPathAsync("/apis", JsonDecoders.Object, cancellationToken);
        var groups = (answer["groups"] as JsonArray ?? []).Select(static group => (string?)group?["name"] ?? "").ToHashSet();
        findings.Add(groups.Contains("autoscaling") ? Finding.Ok("autoscaling", "served") : Finding.Fail("autoscaling", "not served: FedScaler needs autoscaling/v2"));
        findings.Add(groups.Contains("metrics.k8s.io")
            ? Finding.Ok("metrics.k8s.io", "served")
            : Finding.Warn("metrics.k8s.io", "not served: HPAs cannot scale by CPU or memory there before metrics-server is installed"));
        findings.Add(Finding.Ok("apps.kruise.io", groups.Contains("apps.kruise.io") ? "served" : "not served; only OpenKruise's workloads need it"));
        return groups;
    }

    private static string Words(Exception error) => error is HttpRequestException { InnerException: { } inner } ? $"{error.Message} ({inner.Message})" : error.Message;
}
