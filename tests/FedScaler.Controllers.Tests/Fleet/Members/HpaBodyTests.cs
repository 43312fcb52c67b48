using FedScaler.Controllers.Fleet.Members;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Tests.Fleet.Members;

public sealed class HpaBodyTests
{
    private static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");

    /// <summary>Fields that no server of today has, numbers in every form, and text that needs escapes.</summary>
    private const string Strange =
        """
        {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
         "metadata": {"name": "own", "namespace": "shop", "uid": "u", "resourceVersion": "7",
                      "labels": {"app.kubernetes.io/managed-by": "Helm"},
                      "annotations": {"autoscaling.alpha.kubernetes.io/conditions": "[{\"type\":\"AbleToScale\"}]", "note": "größer <&> als"}},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 9, "maxSurge": "25%", "window": 30, "ratio": 0.10,
                  "futureField": {"nested": [1, "two", null, true, {"deep": 1e3}]},
                  "metrics": [{"type": "Later", "later": {"percentile": 99.9, "name": "größer <&> als"}}],
                  "behavior": {"scaleUp": {"tolerance": "0.05", "smoothing": {"seconds": 5}}}},
         "status": {"currentReplicas": 3}}
        """;

    [Fact]
    public void What_was_kept_at_adoption_is_given_back_to_the_letter_whatever_fields_it_has()
    {
        var original = Parse(Strange);
        var kept = Decode(Strange).Spec!.ToJsonString();

        var ours = (JsonObject)original.DeepClone();
        var applied = HpaBody.ForApply(Adopted(kept));
        ours["spec"] = applied["spec"]!.DeepClone();
        foreach (var (name, value) in applied["metadata"]!["annotations"]!.AsObject()) ours["metadata"]!["annotations"]![name] = value!.DeepClone();
        HpaBody.Restore(ours, kept);

        ours["spec"]!.ToJsonString().ShouldBe(original["spec"]!.ToJsonString());
        ours["metadata"]!.ToJsonString().ShouldBe(original["metadata"]!.ToJsonString());
    }

    [Fact]
    public void An_HPA_that_was_taken_over_keeps_its_labels_and_one_of_ours_is_labelled()
    {
        HpaBody.ForApply(Adopted("{}"))["metadata"]!["labels"].ShouldBeNull();
        ((string?)HpaBody.ForApply(Adopted(null))["metadata"]!["labels"]!["app.kubernetes.io/managed-by"]).ShouldBe("fedscaler");
    }

    [Fact]
    public void One_that_had_no_labels_and_annotations_is_given_back_without_them()
    {
        var ours = HpaBody.ForApply(Adopted(null));
        HpaBody.Restore(ours, """{"maxReplicas": 9}""");

        ours["metadata"]!.AsObject().Select(static field => field.Key).ShouldBe(["name", "namespace"], ignoreOrder: true);
    }

    private static HpaDocument Adopted(string? spec) => new("own", Web, new Share(1, 5), null, null, "hash", "shop/web", spec);

    private static HpaView Decode(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        return new HpaDecoder().Read(ref reader).View;
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
