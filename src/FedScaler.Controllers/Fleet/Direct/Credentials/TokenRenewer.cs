using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>The three calls of a renewal: ask the member for a token, prove that it works, put it into the Secret.</summary>
internal sealed class TokenRenewer(IKubeClient hub, IMemberClientFactory clients, FleetOptions options, TimeProvider time)
{
    private const string FieldManager = "fedscaler-credentials";

    private static readonly JsonDecoder<NamespaceFields> Namespace = JsonDecoder<NamespaceFields>.Of(FleetJson.Default.NamespaceFields);

    /// <summary>Whether the hub still has this very state of a Secret: a cache that is behind may show a token that was renewed long ago.</summary>
    public async Task<bool> IsCurrentAsync(Secret secret, CancellationToken cancellationToken)
    {
        var standing = await new MemberCalls(hub, options.WriteDeadline, time).WithinDeadlineAsync(
            "a read", token => hub.GetAsync(KnownResources.Secrets, secret.Metadata.Key, JsonDecoders.Metadata, token), cancellationToken);
        return standing.ResourceVersion == secret.Metadata.ResourceVersion;
    }

    /// <summary>A new kubeconfig, which the member has been seen to accept.</summary>
    /// <exception cref="InvalidOperationException">What was granted is of no use.</exception>
    public async Task<byte[]> RenewAsync(MemberConnection connection, DirectEntry entry, StoredCredential stored, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var token = await AskAsync(connection.Client, stored.Bound.Account, lifetime, cancellationToken);
        if (BoundToken.Read(token) is not { } granted || granted.ExpiresAt <= stored.Bound.ExpiresAt)
            throw new InvalidOperationException("the token that the member granted ends no later than the present one");
        var kubeconfig = stored.With(token);
        await ProveAsync(entry, kubeconfig, cancellationToken);
        return kubeconfig;
    }

    /// <summary>Writes the Secret if it is still the one that was read; its resourceVersion comes back.</summary>
    public async Task<string> WriteAsync(Secret secret, string key, byte[] kubeconfig, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = secret.Metadata.ResourceVersion },
            ["data"] = new JsonObject { [key] = Convert.ToBase64String(kubeconfig) },
        };
        var written = await new MemberCalls(hub, options.WriteDeadline, time).WithinDeadlineAsync(
            "a write",
            token => hub.PatchAsync(
                KnownResources.Secrets, secret.Metadata.Key, PatchKind.Merge, RequestBody.From(patch), new WriteOptions(FieldManager), JsonDecoders.Metadata, token),
            cancellationToken);
        return written.ResourceVersion ?? "";
    }

    private async Task<string> AskAsync(IKubeClient member, ObjectKey account, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = (long)lifetime.TotalSeconds },
        };
        var answer = await new MemberCalls(member, options.WriteDeadline, time).WithinDeadlineAsync(
            "a request for a token",
            token => member.CreateSubresourceAsync(
                KnownResources.ServiceAccounts, account, RequestBody.From(body), new WriteOptions(FieldManager, Subresource: "token"), JsonDecoders.Object, token),
            cancellationToken);
        return answer["status"]?["token"]?.GetValue<string>() ?? throw new InvalidOperationException("the member answered without a token");
    }

    /// <summary>A token that does not work must not take the place of one that does.</summary>
    private async Task ProveAsync(DirectEntry entry, byte[] kubeconfig, CancellationToken cancellationToken)
    {
        await using var client = clients.Create(entry.Name, kubeconfig);
        var system = await new MemberCalls(client, options.ProbeDeadline, time).WithinDeadlineAsync(
            "a read with the new token", token => client.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "kube-system"), Namespace, token), cancellationToken);
        if (system.Metadata?.Uid is not { } uid || uid != entry.ClusterUid) throw new InvalidOperationException("another cluster answers to the new token");
    }
}
