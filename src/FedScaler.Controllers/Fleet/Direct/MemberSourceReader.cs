using System.Security.Cryptography;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Finds the kubeconfig that a MemberCluster refers to, in the controller's own namespace and no other.</summary>
internal sealed class MemberSourceReader(Informer<Secret> secrets, string ns)
{
    public MemberSource Read(MemberCluster member)
    {
        if (MemberClusterValidator.Validate(member) is [var wrong, ..])
            return Refuse("InvalidSpec", $"MemberCluster {member.Metadata.Name}: {wrong}");
        var reference = member.Spec.KubeconfigSecretRef;
        if (FindSecret(member) is not { } secret) return Missing(reference);

        var data = secret.Data ?? [];
        if (!data.TryGetValue(reference.Key, out var content) || content.Length == 0)
        {
            var keys = data.Count == 0 ? "no keys" : "only " + string.Join(", ", data.Keys.Order(StringComparer.Ordinal));
            return Refuse(
                "SecretKeyMissing",
                $"Secret {reference.Name} in namespace {ns} has no content under key {reference.Key} ({keys}); " +
                $"put the kubeconfig there, or name its key in MemberCluster {member.Metadata.Name}, spec.kubeconfigSecretRef.key");
        }

        // By content: a label put on the Secret is no reason to connect anew.
        var version = Convert.ToHexStringLower(SHA256.HashData(content));
        return new MemberSource.Kubeconfig(version, Where(reference), content);
    }

    /// <summary>The Secret that a MemberCluster refers to; null while there is none to be seen.</summary>
    public Secret? FindSecret(MemberCluster member) => secrets.Get(new ObjectKey(ns, member.Spec.KubeconfigSecretRef.Name));

    /// <summary>What was found, as messages name it.</summary>
    private string Where(KubeconfigSecretRef reference) => $"Secret {reference.Name} in namespace {ns}, key {reference.Key}";

    private MemberSource Missing(KubeconfigSecretRef reference)
    {
        if (secrets.Status is { Synced: true, Suspicious: false })
        {
            return Refuse(
                "SecretNotFound",
                $"there is no Secret {reference.Name} in namespace {ns}, the only one that is looked in; create it there with a kubeconfig under key {reference.Key}");
        }

        var mend = secrets.Status.LastError?.StartsWith("403 ", StringComparison.Ordinal) == true
            ? $"; grant the controller list and watch on secrets in namespace {ns}"
            : "";
        return new MemberSource.Pending($"the Secrets of namespace {ns} are not read yet{(secrets.Status.LastError is { } error ? ": " + error : "")}{mend}");
    }

    private static MemberSource.Refused Refuse(string reason, string message) => new(new MemberRefusal(reason, message));
}
