using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;

namespace FedScaler.Members.Add;

/// <summary>Makes a cluster a member: first what belongs into it, then what the hub knows of it.</summary>
internal sealed class MemberAddRun(MemberAddOptions options, TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly JsonDecoder<MemberCluster> Decoder = JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster);

    private readonly MemberConfigPolicy _policy = new(options.AllowLoopback);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var member = await AdminCluster.ConnectAsync($"member {options.Name}", options.Kubeconfig, options.Context, time, cancellationToken);
        await using var hub = await AdminCluster.ConnectAsync("hub", options.HubKubeconfig, options.HubContext, time, cancellationToken);
        // Before anything is written: an address that the service would refuse is no use to anybody.
        StoredKubeconfig.Write(options.Name, member.Connection, options.Server, StoredKubeconfig.Placeholder, _policy);
        var (inMember, onHub) = (new ObjectStore(member.Client, member.Role, output), new ObjectStore(hub.Client, hub.Role, output));
        var standing = await CheckNameAsync(hub.Client, await inMember.ReadClusterUidAsync(cancellationToken), cancellationToken);
        var (token, expires) = await PrepareAsync(inMember, cancellationToken);
        var kubeconfig = StoredKubeconfig.Write(options.Name, member.Connection, options.Server, token, _policy);
        await RegisterAsync(onHub, standing, kubeconfig, cancellationToken);
        return options.Wait ? await new MemberReadiness(hub.Client, output, error, time).WaitAsync(options.Name, expires, options.Timeout, cancellationToken) : ExitCodes.Success;
    }

    /// <summary>Whether the name is free, or this very cluster's; the MemberCluster that has it.</summary>
    private async Task<MemberCluster?> CheckNameAsync(IKubeClient hub, string uid, CancellationToken cancellationToken)
    {
        List<MemberCluster> known;
        try
        {
            known = (await hub.ListPagesAsync(ApiResources.MemberClusters, null, new ListOptions(), Decoder, cancellationToken)).Items.ToList();
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            throw new MemberRefusedException("hub: it knows no MemberClusters: fedscaler crds --out DIR writes what kubectl apply -f DIR needs for that");
        }

        var standing = known.Find(each => each.Metadata.Name == options.Name);
        if (known.Find(each => each.Metadata.Name != options.Name && each.Status?.ClusterUid == uid) is { } twin)
        {
            throw new MemberRefusedException(
                $"member {options.Name}: this cluster is a member already, by the name {twin.Metadata.Name}; counted twice it would be given two shares: fedscaler member remove {twin.Metadata.Name} first");
        }

        if (standing?.Status?.ClusterUid is { } other && other != uid && !options.Replace)
        {
            throw new MemberRefusedException(
                $"member {options.Name}: the name is another cluster's (kube-system's uid is {other} there, and {uid} here): give this one another name, or let it take that one's place with --replace");
        }

        return standing;
    }

    private async Task<(string Token, DateTimeOffset Expires)> PrepareAsync(ObjectStore inMember, CancellationToken cancellationToken)
    {
        await inMember.EnsureNamespaceAsync(options.Namespace, cancellationToken);
        foreach (var wanted in MemberObjects.All(options.Namespace, options.ScaleIn)) await inMember.ApplyAsync(wanted, cancellationToken);
        if (!options.ScaleIn) await TakeScaleInAsync(inMember, cancellationToken);
        var (token, expires) = await inMember.AskTokenAsync(new ObjectKey(options.Namespace, MemberObjects.Account), options.TokenLifetime, cancellationToken);
        var granted = BoundToken.Read(token)?.Lifetime;
        var less = granted < options.TokenLifetime ? $", {GoDuration.Format(granted.Value)} of the {GoDuration.Format(options.TokenLifetime)} asked for" : "";
        inMember.Say("token", $"created: good until {expires.ToKubernetesTime()}{less}");
        return (token, expires);
    }

    /// <summary>Rights that an earlier run granted and this one does not.</summary>
    private async Task TakeScaleInAsync(ObjectStore inMember, CancellationToken cancellationToken)
    {
        foreach (var each in MemberObjects.OfScaleIn(options.Namespace).Reverse())
        {
            if (await inMember.FindAsync(each.Type, each.Key, cancellationToken) is not null) await inMember.DeleteAsync(each.Type, each.Key, cancellationToken);
        }
    }

    private async Task RegisterAsync(ObjectStore onHub, MemberCluster? standing, string kubeconfig, CancellationToken cancellationToken)
    {
        var reference = standing?.Spec.KubeconfigSecretRef ?? new KubeconfigSecretRef { Name = options.Name };
        await onHub.EnsureNamespaceAsync(options.Namespace, cancellationToken);
        await onHub.ApplyAsync(HubObjects.Secret(options.Namespace, reference, kubeconfig, options.TokenLifetime), cancellationToken);
        // What it has beside the reference is the user's: an apply without labels would take those of the first one away.
        if (standing is not null && options.Labels is null) onHub.Say(MemberObject.Describe(ApiResources.MemberClusters, options.Name), "unchanged");
        else await onHub.ApplyAsync(HubObjects.MemberCluster(options.Name, reference, options.Labels), cancellationToken);
    }
}
