using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class LawBookTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly LawBook _book = new("hub");

    [Fact]
    public void A_store_is_read_from_what_it_holds_on()
    {
        var (hub, member) = Fleet(max: 10, share: 10);
        using var followingHub = _book.Follow("hub", hub);
        using var followingMember = _book.Follow("a", member);
        _book.Judge(_time.GetUtcNow()).Kept.ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(2));
        Give(member, 11);
        var verdict = _book.Judge(_time.GetUtcNow());
        verdict.Revisions.ShouldBe(4);
        verdict.Violations.ShouldContain(violation => violation.Law == 1 && violation.Found == 11 && violation.Revision == member.Revision);
    }

    [Fact]
    public void What_is_written_after_the_end_is_not_read()
    {
        var (hub, member) = Fleet(max: 10, share: 10);
        using (_book.Follow("hub", hub))
        using (_book.Follow("a", member)) _book.Judge(_time.GetUtcNow());
        Give(member, 11);
        _book.Judge(_time.GetUtcNow()).Revisions.ShouldBe(3);
    }

    [Fact]
    public void Many_revisions_are_read_before_anybody_asks()
    {
        var (hub, member) = Fleet(max: 10, share: 10);
        using var followingHub = _book.Follow("hub", hub);
        using var followingMember = _book.Follow("a", member);
        for (var i = 0; i < 5000; i++) member.Create(KnownResources.ConfigMaps, Json($$"""{"metadata":{"name":"c{{i}}","namespace":"shop"} }"""));
        _book.Judge(_time.GetUtcNow()).Revisions.ShouldBe(5003);
    }

    private (ClusterStore Hub, ClusterStore Member) Fleet(int max, int share)
    {
        ClusterStore hub = new(_time), member = new(_time);
        hub.Create(ApiResources.FedHpas, Json($$"""
            {"metadata":{"name":"web","namespace":"shop"},
             "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"minReplicas":1,"maxReplicas":{{max}} } }
            """));
        member.Create(KnownResources.Deployments, Json("""{"metadata":{"name":"web","namespace":"shop"},"spec":{"replicas":3,"selector":{},"template":{}}}"""));
        member.Create(KnownResources.HorizontalPodAutoscalers, Json($$"""
            {"metadata":{"name":"web","namespace":"shop","annotations":{"fedscaler.io/owner":"shop/web"} },
             "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"minReplicas":1,"maxReplicas":{{share}} } }
            """));
        return (hub, member);
    }

    private static void Give(ClusterStore member, int max) =>
        member.Update(KnownResources.HorizontalPodAutoscalers, new ObjectKey("shop", "web"), hpa =>
        {
            hpa["spec"]!["maxReplicas"] = max;
            return true;
        });

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
