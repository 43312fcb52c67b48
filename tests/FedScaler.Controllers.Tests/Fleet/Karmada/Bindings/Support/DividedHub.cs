using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Bindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Bindings.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

/// <summary>Who divides a binding of Karmada's, over a fleet in memory.</summary>
internal sealed class DividedHub : IScheduleSource, IAsyncDisposable
{
    private readonly MembersLead _membersLead;
    private readonly UserLeads _userLeads;
    private readonly BindingMemory _memory;

    public DividedHub(KarmadaHub hub)
    {
        Hub = hub;
        _membersLead = new MembersLead(Fleet, hub.Store, hub.Clock, NullLogger.Instance);
        _userLeads = new UserLeads(Fleet, hub.Store, this, new StubbedHolds(), new RecordedEvents(), hub.Clock, NullLogger.Instance);
        _memory = new BindingMemory("uid", hub.Clock);
    }

    public event Action<ScheduleTarget?>? Changed
    {
        add { }
        remove { }
    }

    public KarmadaHub Hub { get; }

    public FakeFleet Fleet { get; } = new();

    public bool Synced => true;

    /// <summary>A count that a CronHPA on the workload holds; null for none.</summary>
    public int? Rule { get; set; }

    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now)
    {
        if (Rule is not { } count || target.ToString() != "Deployment shop/web") return null;
        var rule = new ScheduledRule("night", CronExpression.Parse("0 22 * * *"), null, new ScheduleEffect.Count(count), TimeZoneInfo.Utc);
        return new ScheduleState([new ScheduleWindow("peak", rule, now.AddHours(-1), null)], null);
    }

    /// <summary>The member answers and has no such workload: the binding puts it there.</summary>
    public void Await(string member, int fit) => Fleet.Show(member, new MemberView.Missing("not there yet") { IsPlaceable = true, Fit = fit });

    public async Task DivideAsync()
    {
        var binding = await Hub.SeenAsync();
        Hub.Clock.Advance(TimeSpan.FromSeconds(5));
        await _userLeads.DivideAsync(binding, KarmadaHub.Web, _memory, default);
    }

    public async Task FollowAsync(int min, int max)
    {
        var leader = new FedHpa { Metadata = new ObjectMeta { Name = "web", Namespace = "shop" }, Spec = new FedHpaSpec { MinReplicas = min, MaxReplicas = max } };
        var followed = await _membersLead.FollowAsync(leader, KarmadaHub.Web, await Hub.SeenAsync(), _memory, new Guesses(Silent: true, Unread: true), default);
        followed.Binding.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _memory.Dispose();
        await Hub.DisposeAsync();
    }
}
