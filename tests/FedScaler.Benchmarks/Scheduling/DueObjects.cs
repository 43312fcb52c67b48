using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Benchmarks.Reconciling;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary><see cref="DueRules"/> as a hub holds them: a FedHPA for each target, and two CronHPAs that act on it.</summary>
internal static class DueObjects
{
    private const int Namespaces = 50;

    /// <summary>More than a CronHPA's rules bring about before and at the minute that is measured, so that no entry gives way.</summary>
    private const int HistoryLimit = 30;

    public static void Fill(StubbedHub hub, StubbedFleet fleet)
    {
        foreach (var (number, schedules) in DueRules.OfAll().Index())
        {
            var fedHpa = FedHpaOf(number);
            hub.FedHpas.Add(fedHpa);
            fleet.Add(new TargetRef(fedHpa.Metadata.Namespace!, "apps/v1", "Deployment", fedHpa.Metadata.Name));
            foreach (var schedule in schedules) hub.CronHpas.Add(CronHpaOf(schedule, fedHpa.Metadata));
        }
    }

    private static FedHpa FedHpaOf(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"service-{number:0000}");
        return new FedHpa
        {
            Metadata = New($"team-{number % Namespaces}", name),
            Spec = new FedHpaSpec
            {
                ScaleTargetRef = new ScaleTargetRef { ApiVersion = "apps/v1", Kind = "Deployment", Name = name },
                MinReplicas = 6,
                MaxReplicas = 60,
                Metrics = new JsonArray(JsonNode.Parse("""
                    {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}
                    """)),
            },
        };
    }

    private static CronHpa CronHpaOf(Schedule schedule, ObjectMeta target) => new()
    {
        Metadata = New(target.Namespace!, schedule.Name),
        Spec = new CronHpaSpec
        {
            ScaleTargetRef = new ScaleTargetRef { ApiVersion = ApiResources.ApiVersion, Kind = ApiResources.FedHpas.Kind, Name = target.Name },
            HistoryLimit = HistoryLimit,
            Rules = [.. schedule.Rules.Select(RuleOf)],
        },
    };

    private static ScheduleRule RuleOf(ScheduledRule rule)
    {
        var bounds = (ScheduleEffect.Bounds)rule.Effect;
        return new ScheduleRule
        {
            Name = rule.Name,
            Schedule = rule.Starts.ToString(),
            End = (rule.End as WindowEnd.AtCron)?.Ends.ToString(),
            Duration = rule.End is WindowEnd.After(var length) ? Minutes(length) : null,
            LeadTime = rule.LeadTime > TimeSpan.Zero ? Minutes(rule.LeadTime) : null,
            MinReplicas = bounds.Floor,
            MaxReplicas = bounds.Ceiling,
            RaiseMax = bounds.RaisesMax,
            TimeZone = rule.Zone.Id,
        };
    }

    private static ObjectMeta New(string ns, string name) => new() { Namespace = ns, Name = name, Uid = $"uid-of-{name}", Generation = 1 };

    private static string Minutes(TimeSpan length) => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0}m");
}
