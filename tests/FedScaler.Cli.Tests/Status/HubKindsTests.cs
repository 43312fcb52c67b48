using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Cli.Tests.Support;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Status;
using FedScaler.Status.Kinds;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Status;

public sealed class HubKindsTests
{
    private const string Cluster =
        """
        {"apiVersion": "cluster.karmada.io/v1alpha1", "kind": "Cluster", "metadata": {"name": "idc-a", "annotations": {"fedscaler.io/paused": "true"}},
         "status": {"kubernetesVersion": "v1.36.2", "nodeSummary": {"totalNum": 3, "readyNum": 2}, "conditions": [{"type": "Ready", "status": "True", "reason": "ClusterReady", "message": "cluster is healthy and ready to accept workloads"}]}}
        """;

    private const string Binding =
        """
        {"apiVersion": "work.karmada.io/v1alpha2", "kind": "ResourceBinding",
         "metadata": {"name": "web-deployment", "namespace": "shop", "annotations": {"fedscaler.io/status": "{\"observedGeneration\": 1, \"replicas\": 41}"}},
         "spec": {"replicas": 41, "resource": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "shop"}, "clusters": [{"name": "idc-a", "replicas": 22}, {"name": "idc-b", "replicas": 19}]}}
        """;

    [Fact]
    public void A_Cluster_of_Karmada_is_read_as_a_member()
    {
        var member = Read(Cluster, HubKinds.Karmada.Members.Decoder);

        (member.Metadata.Name, member.Spec.Paused, member.Status!.KubernetesVersion).ShouldBe(("idc-a", true, "v1.36.2"));
        (member.Status.Capacity!.Nodes, member.Status.Capacity.ReadyNodes).ShouldBe((3, 2));
        member.Status.Conditions.ShouldHaveSingleItem().Reason.ShouldBe("ClusterReady");
    }

    [Fact]
    public void A_ResourceBinding_is_read_as_a_binding_with_what_the_service_noted_on_it()
    {
        var binding = Read(Binding, HubKinds.Karmada.Bindings.Decoder);

        (binding.Spec.ScaleTargetRef.Kind, binding.Spec.ScaleTargetRef.Name, binding.Spec.Replicas).ShouldBe(("Deployment", "web", 41));
        binding.Spec.Clusters.Select(static one => (one.Name, one.Replicas)).ShouldBe([("idc-a", 22), ("idc-b", 19)]);
        binding.Status!.Replicas.ShouldBe(41);
        Read(Binding.Replace("{\\\"observedGeneration", "{{", StringComparison.Ordinal), HubKinds.Karmada.Bindings.Decoder).Status.ShouldBeNull();
    }

    [Fact]
    public void An_application_on_Karmada_is_reported_as_any_other_and_the_bindings_of_others_are_not()
    {
        var fedHpa = new FedHpa
        {
            Metadata = new ObjectMeta { Name = "web", Namespace = "shop", Generation = 1 },
            Spec = new FedHpaSpec { ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" }, MinReplicas = 6, MaxReplicas = 60 },
            Status = HubObjects.WebStatus().Deserialize(ApiJson.Default.FedHpaStatus),
        };
        var foreign = Binding.Replace("fedscaler.io/status", "other", StringComparison.Ordinal).Replace("\"web", "\"api", StringComparison.Ordinal);
        var sight = new HubSight
        {
            Kinds = HubKinds.Karmada,
            FedHpas = [fedHpa],
            Bindings = [Read(Binding, HubKinds.Karmada.Bindings.Decoder), Read(foreign, HubKinds.Karmada.Bindings.Decoder)],
            Members = [Read(Cluster, HubKinds.Karmada.Members.Decoder)],
        };

        var report = new StatusReporter(sight).Report(null);

        report.Federation.ShouldBe(FederationNames.Of(FederationKind.Karmada));
        var application = report.Applications.ShouldHaveSingleItem();
        application.Binding.ShouldBe("web-deployment agrees: 41");
        application.Clusters.Select(static cluster => cluster.Member).ShouldBe(["v1.36.2, 2 of 3 nodes, paused", "no such Cluster"]);
    }

    private static T Read<T>(string json, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(JsonNode.Parse(json)!.ToJsonString()));
        return decoder.Read(ref reader);
    }
}
