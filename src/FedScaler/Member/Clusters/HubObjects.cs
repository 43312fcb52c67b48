using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Clusters;

/// <summary>What the hub is given of a member: its Secret and its MemberCluster.</summary>
internal static class HubObjects
{
    public static MemberObject Secret(string ns, KubeconfigSecretRef reference, string kubeconfig, TimeSpan lifetime, bool isReadable = false)
    {
        var secret = MemberObjects.New(KnownResources.Secrets, reference.Name, ns);
        secret["metadata"]!["annotations"] = new JsonObject { [RenewalMark.Lifetime] = GoDuration.Format(lifetime) };
        secret["type"] = "Opaque";
        if (isReadable) secret["stringData"] = new JsonObject { [reference.Key] = kubeconfig };
        else secret["data"] = new JsonObject { [reference.Key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig)) };
        return new MemberObject(KnownResources.Secrets, secret);
    }

    public static MemberObject MemberCluster(string name, KubeconfigSecretRef reference, IReadOnlyDictionary<string, string>? labels)
    {
        var member = MemberObjects.New(ApiResources.MemberClusters, name, null);
        var marks = (JsonObject)member["metadata"]!["labels"]!;
        foreach (var (key, value) in labels ?? new Dictionary<string, string>()) marks[key] = value;
        member["spec"] = new JsonObject { ["kubeconfigSecretRef"] = new JsonObject { ["name"] = reference.Name, ["key"] = reference.Key } };
        return new MemberObject(ApiResources.MemberClusters, member);
    }
}
