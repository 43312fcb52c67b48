using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;
using FedScaler.Terminal;

namespace FedScaler.Members.Remove;

/// <summary>Takes a member out of the fleet: first the hub forgets it, then its credential goes, then its rights.</summary>
internal sealed class MemberRemoveRun(MemberRemoveOptions options, TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly JsonDecoder<MemberCluster> Decoder = JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster);
    private static readonly JsonDecoder<FedHpa> FedHpaDecoder = JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var hub = await AdminCluster.ConnectAsync("hub", options.HubKubeconfig, options.HubContext, time, cancellationToken);
        // Read before anything is deleted: a file that is not there is no reason to stop half way.
        await using var member = options is { Kubeconfig: { } file, KeepMemberObjects: false }
            ? await AdminCluster.ConnectAsync($"member {options.Name}", file, options.Context, time, cancellationToken)
            : null;
        using var deadline = new Deadline(options.Timeout, time, cancellationToken);
        try
        {
            var members = (await hub.Client.ListPagesAsync(ApiResources.MemberClusters, null, new ListOptions(), Decoder, deadline.Token)).Items;
            var standing = members.FirstOrDefault(each => each.Metadata.Name == options.Name);
            await RefuseWithSharesAsync(hub.Client, deadline.Token);
            if (member is not null) await RefuseOtherClusterAsync(member, standing, deadline.Token);
            var onHub = new ObjectStore(hub.Client, hub.Role, output);
            await ForgetAsync(hub.Client, onHub, standing, deadline.Token);
            await DeleteSecretAsync(onHub, members, standing, deadline.Token);
            return await TakeRightsAsync(member, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            await error.WriteLineAsync($"not done within {options.Timeout.TotalSeconds:0} s; run it again, it goes on where it stopped");
            return ExitCodes.TimedOut;
        }
    }

    /// <summary>What it has now goes to the others at once: that is to be wanted.</summary>
    private async Task RefuseWithSharesAsync(IKubeClient hub, CancellationToken cancellationToken)
    {
        var fedHpas = (await hub.ListPagesAsync(ApiResources.FedHpas, null, new ListOptions(), FedHpaDecoder, cancellationToken)).Items;
        var shares =
            from fedHpa in fedHpas
            from share in fedHpa.Status?.Clusters ?? []
            where share.Name == options.Name && (share.MaxReplicas > 0 || share.CurrentReplicas > 0)
            select $"FedHPA {fedHpa.Metadata.Key}: {share.CurrentReplicas} replicas run there, and its share is {share.MinReplicas ?? 0} to {share.MaxReplicas ?? 0}";
        IReadOnlyList<string> all = [.. shares];
        if (all.Count == 0) return;
        if (!options.Yes)
        {
            throw new MemberRefusedException(
                [.. all, $"{options.Name} has shares: move them away first (placement.clusters, maxReplicas 1), or take it out all the same with --yes: the pods go on running there, and the others get the room"]);
        }

        foreach (var share in all) await output.WriteLineAsync(OneLine.Of($"hub: {share}"));
    }

    /// <summary>The rights of another cluster of the fleet are not to be taken by mistake.</summary>
    private async Task RefuseOtherClusterAsync(AdminCluster member, MemberCluster? standing, CancellationToken cancellationToken)
    {
        if (standing?.Status?.ClusterUid is not { } known) return;
        string uid;
        try
        {
            uid = await new ObjectStore(member.Client, member.Role, output).ReadClusterUidAsync(cancellationToken);
        }
        catch (Exception gone) when (gone is HttpRequestException or TimeoutException or KubeApiException)
        {
            // It may be gone for good: what follows says what was left.
            return;
        }

        if (uid != known)
            throw new MemberRefusedException($"{member.Role}: {member.Place} leads to another cluster (kube-system's uid is {uid} there, and {known} in the MemberCluster): give that member's kubeconfig");
    }

    private async Task ForgetAsync(IKubeClient hub, ObjectStore onHub, MemberCluster? standing, CancellationToken cancellationToken)
    {
        var words = MemberObject.Describe(ApiResources.MemberClusters, options.Name);
        if (standing is null)
        {
            onHub.Say(words, "not there");
            return;
        }

        var key = new ObjectKey(null, options.Name);
        await hub.DeleteAsync(ApiResources.MemberClusters, key, new DeleteOptions(Uid: standing.Metadata.Uid), cancellationToken);
        while (await onHub.FindAsync(ApiResources.MemberClusters, key, cancellationToken) is { } left && left.Uid == standing.Metadata.Uid) await Task.Delay(Pause, time, cancellationToken);
        onHub.Say(words, "deleted");
    }

    private async Task DeleteSecretAsync(ObjectStore onHub, IReadOnlyList<MemberCluster> members, MemberCluster? standing, CancellationToken cancellationToken)
    {
        var secret = standing?.Spec.KubeconfigSecretRef.Name ?? options.Name;
        if (members.FirstOrDefault(each => each.Metadata.Name != options.Name && each.Spec.KubeconfigSecretRef.Name == secret) is { } other)
            onHub.Say(MemberObject.Describe(KnownResources.Secrets, secret), $"left: member {other.Metadata.Name} uses it, too");
        else await onHub.DeleteAsync(KnownResources.Secrets, new ObjectKey(options.Namespace, secret), cancellationToken);
    }

    private async Task<int> TakeRightsAsync(AdminCluster? member, CancellationToken cancellationToken)
    {
        if (member is null)
        {
            var how = options.KeepMemberObjects ? "as asked" : "give its kubeconfig with --kubeconfig to take them away";
            await output.WriteLineAsync($"member {options.Name}: its account and rights were left, {how}");
            return ExitCodes.Success;
        }

        try
        {
            var inMember = new ObjectStore(member.Client, member.Role, output);
            foreach (var each in MemberObjects.All(options.Namespace, scaleIn: true).Reverse()) await inMember.DeleteAsync(each.Type, each.Key, cancellationToken);
            inMember.Say(MemberObject.Describe(KnownResources.Namespaces, options.Namespace), "left: it may hold more than FedScaler's");
            return ExitCodes.Success;
        }
        catch (Exception gone) when (gone is HttpRequestException or TimeoutException or KubeApiException)
        {
            await error.WriteLineAsync(OneLine.Of($"{member.Role}: its account and rights were left: {gone.Message}"));
            return ExitCodes.Failed;
        }
    }
}
