using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Clusters;

/// <summary>Makes and takes away objects in one cluster, and says of each what came of it.</summary>
/// <param name="role">Which cluster, as messages begin.</param>
internal sealed class ObjectStore(IKubeClient client, string role, TextWriter output)
{
    public const string FieldManager = "fedscaler-member";

    private static readonly WriteOptions Apply = new(FieldManager, Force: true);

    /// <summary>Brings the fields of a manifest about, and leaves all others as they are.</summary>
    public async Task ApplyAsync(MemberObject wanted, CancellationToken cancellationToken)
    {
        var before = await FindAsync(wanted.Type, wanted.Key, cancellationToken);
        var after = await client.PatchAsync(wanted.Type, wanted.Key, PatchKind.Apply, RequestBody.From(wanted.Manifest), Apply, JsonDecoders.Metadata, cancellationToken);
        Say(wanted.Words, before is null ? "created" : before.ResourceVersion == after.ResourceVersion ? "unchanged" : "configured");
    }

    /// <summary>Makes a namespace where there is none; one that is there is somebody's, and is left as it is.</summary>
    public async Task EnsureNamespaceAsync(string ns, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(null, ns);
        var words = MemberObject.Describe(KnownResources.Namespaces, ns);
        if (await FindAsync(KnownResources.Namespaces, key, cancellationToken) is not null)
        {
            Say(words, "unchanged");
            return;
        }

        var manifest = MemberObjects.New(KnownResources.Namespaces, ns, null);
        await client.CreateAsync(KnownResources.Namespaces, null, RequestBody.From(manifest), Apply with { Force = false }, JsonDecoders.Metadata, cancellationToken);
        Say(words, "created");
    }

    /// <summary>Takes an object away if this program made it.</summary>
    public async Task DeleteAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        var words = MemberObject.Describe(type, key.Name);
        if (await FindAsync(type, key, cancellationToken) is not { } standing)
        {
            Say(words, "not there");
            return;
        }

        if (standing.Labels?.GetValueOrDefault(MemberObjects.ManagedByLabel) != MemberObjects.ManagedBy)
        {
            Say(words, "left: fedscaler member add did not make it");
            return;
        }

        await client.DeleteAsync(type, key, new DeleteOptions(Uid: standing.Uid), cancellationToken);
        Say(words, "deleted");
    }

    public async Task<ObjectMeta?> FindAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(type, key, JsonDecoders.Metadata, cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The uid of kube-system, by which a cluster is known.</summary>
    public async Task<string> ReadClusterUidAsync(CancellationToken cancellationToken) =>
        (await client.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "kube-system"), JsonDecoders.Metadata, cancellationToken)).Uid ?? "";

    /// <summary>A token of an account.</summary>
    /// <returns>It, and until when it is good: the server may grant less than is asked for.</returns>
    public async Task<(string Token, DateTimeOffset Expires)> AskTokenAsync(ObjectKey account, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = (long)lifetime.TotalSeconds },
        };
        var answer = await client.CreateSubresourceAsync(
            KnownResources.ServiceAccounts, account, RequestBody.From(body), new WriteOptions(FieldManager, Subresource: "token"), JsonDecoders.Object, cancellationToken);
        var status = answer["status"];
        return (status!["token"]!.GetValue<string>(), status["expirationTimestamp"]!.GetValue<DateTimeOffset>());
    }

    public void Say(string what, string outcome) => output.WriteLine($"{role}: {what} {outcome}");
}
