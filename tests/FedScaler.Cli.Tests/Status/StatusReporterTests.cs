using System.Globalization;
using System.Text.Json;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.Status;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Status;

public sealed class StatusReporterTests
{
    private static readonly ScaleTargetRef Web = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" };

    private static readonly FedHpa FedHpa = new()
    {
        Metadata = Named("web"),
        Spec = new FedHpaSpec { ScaleTargetRef = Web, MinReplicas = 6, MaxReplicas = 60 },
        Status = HubObjects.WebStatus().Deserialize(ApiJson.Default.FedHpaStatus),
    };

    [Theory]
    [InlineData(41, 22, 19, "web-deployment agrees: 41")]
    [InlineData(40, 21, 19, "web-deployment says 40, and the clusters run 41")]
    [InlineData(41, 21, 19, "web-deployment says 41, and its clusters add up to 40")]
    public void Whether_the_binding_agrees_is_told(int replicas, int first, int second, string words)
    {
        var binding = Binding(replicas, new ClusterReplicas { Name = "idc-a", Replicas = first }, new ClusterReplicas { Name = "idc-b", Replicas = second });

        Report(new HubSight { FedHpas = [FedHpa], Bindings = [binding] }).Binding.ShouldBe(words);
    }

    [Fact]
    public void A_binding_that_a_FedHPA_leads_is_no_line_of_its_own_and_can_be_asked_for()
    {
        var sight = new HubSight { FedHpas = [FedHpa], Bindings = [Binding(5)] };

        new StatusReporter(sight).Report(null).Applications.Select(static one => one.Name).ShouldBe(["web"]);
        new StatusReporter(sight).Report(ApplicationName.Parse("rb/web-deployment")).Applications.ShouldHaveSingleItem().Replicas.ShouldBe(5);
    }

    [Fact]
    public void ScaleIns_under_way_and_the_next_transition_are_told_and_those_that_are_over_are_not()
    {
        var report = Report(new HubSight
        {
            FedHpas = [FedHpa],
            ScaleIns = [Removal("bad", ScaleInPhase.Prepared), Removal("old", ScaleInPhase.Completed)],
            CronHpas = [Cron("late", "2026-11-23T09:00:00Z"), Cron("peak", "2026-11-23T08:30:00Z")],
        });

        report.ScaleIns.ShouldBe(["bad Prepared, 0/1 gone: every cluster is ready"]);
        report.NextTransition.ShouldBe("peak/morning starts at 2026-11-23 08:30Z");
    }

    [Fact]
    public void What_could_not_be_read_is_said_and_nothing_is_made_of_it()
    {
        var sight = new HubSight { FedHpas = [FedHpa], Unread = new Dictionary<string, string> { ["MemberCluster"] = "forbidden", ["ReplicaBinding"] = "forbidden" } };

        var report = new StatusReporter(sight).Report(null);

        report.Unread.ShouldBe(["not allowed to read MemberClusters, so nothing is said of them: forbidden", "not allowed to read ReplicaBindings, so nothing is said of them: forbidden"]);
        report.Applications[0].Binding.ShouldBeNull();
        report.Applications[0].Clusters.ShouldAllBe(static cluster => cluster.Member == null);
    }

    private static ApplicationReport Report(HubSight sight) => new StatusReporter(sight).Report(new ApplicationName(false, "web")).Applications.ShouldHaveSingleItem();

    private static ObjectMeta Named(string name) => new() { Name = name, Namespace = "shop", Generation = 1 };

    private static ReplicaBinding Binding(int replicas, params ClusterReplicas[] clusters) =>
        new() { Metadata = Named("web-deployment"), Spec = new ReplicaBindingSpec { ScaleTargetRef = Web, Replicas = replicas, Clusters = clusters } };

    private static ScaleIn Removal(string name, ScaleInPhase phase) => new()
    {
        Metadata = Named(name),
        Spec = new ScaleInSpec { ScaleTargetRef = Web, Pods = [new PodSelection { Cluster = "idc-a", Name = "web-1" }] },
        Status = new ScaleInStatus { Phase = phase, Conditions = [new Condition { Type = "Ready", Message = "every cluster is ready" }] },
    };

    private static CronHpa Cron(string name, string next) => new()
    {
        Metadata = Named(name),
        Spec = new CronHpaSpec { ScaleTargetRef = new ScaleTargetRef { ApiVersion = "fedscaler.io/v1alpha1", Kind = "FedHPA", Name = "web" } },
        Status = new CronHpaStatus { NextTransition = new ScheduleTransition { Time = DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), Rule = "morning", Edge = TransitionEdge.Start } },
    };
}
