using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;

namespace FedScaler.Members.Check;

/// <summary>Looks at members, all at once: what the hub says of them first, then each with its stored credential.</summary>
internal sealed class MemberCheckRun(MemberCheckOptions options, TextWriter output, TimeProvider time)
{
    private static readonly JsonDecoder<MemberCluster> Decoder = JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster);

    private readonly MemberConfigPolicy _policy = new(options.AllowLoopback);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var hub = await AdminCluster.ConnectAsync("hub", options.Kubeconfig, options.Context, time, cancellationToken);
        var known = (await hub.Client.ListPagesAsync(ApiResources.MemberClusters, null, new ListOptions(), Decoder, cancellationToken)).Items;
        var names = options.Names.Count > 0 ? options.Names : [.. known.Select(static each => each.Metadata.Name)];
        if (names.Count == 0) throw new MemberRefusedException("the hub has no MemberCluster: fedscaler member add NAME --kubeconfig FILE makes one");
        var reports = await Task.WhenAll(names.Select(name => CheckAsync(hub.Client, name, known.FirstOrDefault(each => each.Metadata.Name == name), cancellationToken)));
        CheckOutput.Write(reports, options.Json, output);
        return reports.Any(static report => report.Result == CheckResult.Failed) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private async Task<MemberReport> CheckAsync(IKubeClient hub, string name, MemberCluster? member, CancellationToken cancellationToken)
    {
        if (member is null) return new MemberReport(name, [Finding.Fail("MemberCluster", $"there is none of this name on the hub: fedscaler member add {name} --kubeconfig FILE makes it")]);
        var findings = new List<Finding>(HubFindings(member));
        using var deadline = new Deadline(options.Timeout, time, cancellationToken);
        try
        {
            if (await ReadSecretAsync(hub, member, findings, deadline.Token) is { } kubeconfig && Connect(kubeconfig, findings) is { } client)
            {
                await using (client) await new MemberInspection(client, member, StoredCredential.Read(kubeconfig)?.Bound, time).RunAsync(findings, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            findings.Add(Finding.Fail("reach", $"no answer within {options.Timeout.TotalSeconds:0} s"));
        }

        return new MemberReport(name, findings);
    }

    /// <summary>What the service says of it.</summary>
    private static IEnumerable<Finding> HubFindings(MemberCluster member)
    {
        if (member.Spec.Paused) yield return Finding.Warn("paused", "spec.paused is true: nothing is written to it");
        if (member.Status?.Conditions is not { Count: > 0 } conditions)
        {
            yield return Finding.Warn("status", "nobody has looked at it: is fedscaler run running against this hub?");
            yield break;
        }

        foreach (var condition in conditions)
        {
            var result = condition.Status switch { Condition.True => CheckResult.Ok, Condition.False => CheckResult.Failed, _ => CheckResult.Warning };
            yield return new Finding(condition.Type, result, condition.Message);
        }
    }

    private async Task<byte[]?> ReadSecretAsync(IKubeClient hub, MemberCluster member, List<Finding> findings, CancellationToken cancellationToken)
    {
        var reference = member.Spec.KubeconfigSecretRef;
        var where = $"Secret {reference.Name} in namespace {options.Namespace}";
        try
        {
            var secret = await hub.GetAsync(KnownResources.Secrets, new ObjectKey(options.Namespace, reference.Name), JsonDecoders.Secret, cancellationToken);
            if (secret.Data?.GetValueOrDefault(reference.Key) is { Length: > 0 } content) return content;
            findings.Add(Finding.Fail("secret", $"{where} has nothing under key {reference.Key}"));
        }
        catch (KubeApiException refused) when (refused.Code == 403)
        {
            findings.Add(Finding.Warn("secret", $"you may not read {where}, so that nothing more can be told of the member from here: {refused.Status.Message}"));
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            findings.Add(Finding.Fail("secret", $"there is no {where}: fedscaler member add {member.Metadata.Name} makes it; --namespace names another"));
        }

        return null;
    }

    private KubeClient? Connect(byte[] kubeconfig, List<Finding> findings)
    {
        try
        {
            return KubeClient.Create(MemberKubeconfig.Parse(kubeconfig, _policy), time, new KubeClientOptions { ReadRetries = 0 });
        }
        catch (KubeconfigException refused)
        {
            findings.Add(Finding.Fail("kubeconfig", $"the service refuses it: {refused.Message}"));
            return null;
        }
    }
}
