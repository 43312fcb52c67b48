using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Quantities;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Tests.Fleet.Projections;

public sealed class DecoderTests
{
    [Fact]
    public void An_HPA_gives_its_metrics_in_pairs_of_one_unit()
    {
        var hpa = Read(new HpaDecoder(), Hpa).View.Observation;
        hpa.Metrics.ShouldBe([
            new MetricReading(130, 80),
            new MetricReading(Quantity.Parse("1500m").Nanos, Quantity.Parse("1").Nanos),
            new MetricReading(Quantity.Parse("3k").Nanos, Quantity.Parse("2k").Nanos),
        ]);
        hpa.MetricsIncomplete.ShouldBeTrue("the external metric has no current reading");
        hpa.LimitedByMax.ShouldBeTrue();
        hpa.Inactive.ShouldBeFalse();
        hpa.ToleranceMilli.ShouldBe(50);
    }

    [Fact]
    public void The_whole_spec_is_kept_of_an_HPA_that_is_not_ours_alone()
    {
        Read(new HpaDecoder(), Hpa).View.Spec.ShouldNotBeNull();
        var ours = Hpa.Replace("\"name\": \"web\", \"uid\"", "\"annotations\": {\"fedscaler.io/owner\": \"shop/web\"}, \"name\": \"web\", \"uid\"");
        var view = Read(new HpaDecoder(), ours).View;
        view.Owner.ShouldBe("shop/web");
        view.Spec.ShouldBeNull();
    }

    [Fact]
    public void The_hash_of_a_document_does_not_know_the_order_of_fields()
    {
        var one = HpaDocumentHash.Of(JsonNode.Parse("""[{"type": "Resource", "resource": {"name": "cpu"}}]"""), null);
        HpaDocumentHash.Of(JsonNode.Parse("""[{"resource": {"name": "cpu"}, "type": "Resource"}]"""), null).ShouldBe(one);
        HpaDocumentHash.Of(JsonNode.Parse("""[{"resource": {"name": "memory"}, "type": "Resource"}]"""), null).ShouldNotBe(one);
    }

    [Theory]
    [InlineData("""{"matchLabels": {"a": "1"}, "matchExpressions": [{"key": "b", "operator": "NotIn", "values": ["2", "3"]}, {"key": "c", "operator": "Exists"}]}""", "a=1,b notin (2,3),c")]
    [InlineData("""{"a": "1"}""", "a=1")]
    [InlineData("\"a=1,b in (2,3),!d,e!=4,f==5\"", "a=1,b in (2,3),!d,e!=4,f=5")]
    [InlineData("\"a in (\"", "")]
    [InlineData("null", "")]
    public void Selectors_are_read_in_each_of_their_forms(string selector, string text)
    {
        var workload = Read(new WorkloadDecoder(), $$$"""{"metadata": {"name": "w", "namespace": "n"}, "spec": {"selector": {{{selector}}} }}""");
        workload.Selector.Text.ShouldBe(text);
    }

    [Fact]
    public void A_selector_selects_as_Kubernetes_does()
    {
        var selector = PodSelector.Parse("a=1,b notin (2),c,!d");
        selector.Matches(new Dictionary<string, string> { ["a"] = "1", ["c"] = "" }).ShouldBeTrue();
        selector.Matches(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "" }).ShouldBeFalse();
        selector.Matches(new Dictionary<string, string> { ["a"] = "1", ["c"] = "", ["d"] = "" }).ShouldBeFalse();
        PodSelector.None.Matches(new Dictionary<string, string>()).ShouldBeFalse("a workload without a selector has no pods that can be told");
    }

    [Fact]
    public void A_template_keeps_what_decides_where_its_pods_may_go()
    {
        var workload = Read(new WorkloadDecoder(), """
            {"metadata": {"name": "w", "namespace": "n", "uid": "u", "generation": 4},
             "spec": {"template": {"spec": {
               "nodeSelector": {"disk": "ssd"},
               "tolerations": [{"key": "gpu", "operator": "Exists", "effect": "NoSchedule"}],
               "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
                 {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}]}}},
               "initContainers": [{"resources": {"requests": {"cpu": "3"}}}],
               "containers": [{"resources": {"requests": {"cpu": 1, "memory": "1Gi"}}}, {"resources": {"limits": {"cpu": "500m"}}}]}}}}
            """);
        var template = workload.Template.ShouldNotBeNull();
        template.Requests.MilliCpu.ShouldBe(3000);
        template.Requests.Memory.ShouldBe(1L << 30);
        template.NodeSelector["disk"].ShouldBe("ssd");
        template.NodeAffinity!.Value.ShouldHaveSingleItem();
        template.Tolerations.ShouldHaveSingleItem();
        workload.SpecVersion.ShouldBe("u/4");
    }

    private const string Hpa = """
        {"metadata": {"name": "web", "uid": "u", "namespace": "shop", "resourceVersion": "5"},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 10,
           "behavior": {"scaleUp": {"tolerance": "50m"}},
           "metrics": [
             {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}},
             {"type": "Pods", "pods": {"metric": {"name": "rps"}, "target": {"type": "AverageValue", "averageValue": "1"}}},
             {"type": "Object", "object": {"metric": {"name": "hits"}, "describedObject": {"kind": "Ingress", "name": "i"}, "target": {"type": "Value", "value": "2k"}}},
             {"type": "External", "external": {"metric": {"name": "queue"}, "target": {"type": "AverageValue", "averageValue": "30"}}}]},
         "status": {"currentReplicas": 10, "desiredReplicas": 10,
           "currentMetrics": [
             {"type": "Resource", "resource": {"name": "cpu", "current": {"averageUtilization": 130, "averageValue": "130m"}}},
             {"type": "Pods", "pods": {"metric": {"name": "rps"}, "current": {"averageValue": "1500m"}}},
             {"type": "Object", "object": {"metric": {"name": "hits"}, "describedObject": {"kind": "Ingress", "name": "i"}, "current": {"value": "3k"}}},
             {"type": ""}],
           "conditions": [{"type": "ScalingActive", "status": "True"}, {"type": "ScalingLimited", "status": "True", "reason": "TooManyReplicas"}]}}
        """;

    private static T Read<T>(JsonDecoder<T> decoder, string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return decoder.Read(ref reader);
    }
}
