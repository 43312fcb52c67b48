using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Hosting;

/// <summary>The namespaces that every cluster is born with. The uid of kube-system is what a cluster is known by.</summary>
internal static class SystemNamespaces
{
    public static void Create(ClusterStore store, string now)
    {
        var by = new FieldWriter("kube-apiserver", FieldWriter.Update, "v1", "");
        foreach (var name in (ReadOnlySpan<string>)["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            var ns = new JsonObject { ["kind"] = "Namespace", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["name"] = name } };
            KindDefaults.Apply(KnownResources.Namespaces, ns);
            ns.Remove("status");
            FieldOwnership.RecordUpdate(null, ns, BuiltInSchemas.Of("Namespace"), by, now);
            KindDefaults.Apply(KnownResources.Namespaces, ns);
            BuiltInAdmission.OnCreate(KnownResources.Namespaces, ns);
            store.Create(KnownResources.Namespaces, ns);
        }
    }
}
