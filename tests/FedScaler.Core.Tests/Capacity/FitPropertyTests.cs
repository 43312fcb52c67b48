using System.Numerics;
using FedScaler.Core.Capacity;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Capacity;

/// <summary>The fit over random clusters, held against a sum in BigIntegers and against what must not change it.</summary>
public sealed class FitPropertyTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3000);

    // Small numbers, where bounds meet, and the ends of the range, where sums overflow.
    private static readonly Gen<long> Amounts =
        Gen.Frequency((8, Gen.Choose(0, 40).Select(i => (long)i)), (1, Gen.Elements(long.MaxValue, long.MaxValue - 1, 1L << 62)));

    private static readonly Gen<ResourceVector> Requests =
        from cpu in Amounts
        from memory in Amounts
        from storage in Gen.Elements(0L, 0L, 7L)
        from gpu in Gen.Elements(0L, 0L, 1L, 2L)
        select ResourceVector.Of(cpu, memory, storage, new ResourceAmount("example.com/gpu", gpu));

    private static readonly Gen<Machine> Machines =
        from offer in Requests
        from slots in Gen.Choose(0, 12)
        from pods in Gen.ListOf(Requests)
        from ready in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from schedulable in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Machine(offer + ResourceVector.Of(extended: new ResourceAmount("pods", slots)), [.. pods.Take(6)], ready, schedulable);

    private static readonly Gen<Fleet> Fleets =
        from machines in Gen.ListOf(Machines)
        from request in Requests
        select new Fleet([.. machines], new PodTemplateRequirements { Requests = request });

    private sealed record Machine(ResourceVector Offer, ResourceVector[] Pods, bool Ready, bool Schedulable);

    private sealed record Fleet(Machine[] Machines, PodTemplateRequirements Template)
    {
        public int Free => FitCalculator.Free(Template, Build(Machines.Index()));

        public ClusterCapacity Build(IEnumerable<(int Index, Machine Machine)> machines)
        {
            var cluster = new ClusterCapacity();
            foreach (var (index, machine) in machines)
            {
                foreach (var pod in machine.Pods)
                    cluster.AddPod($"n{index}", pod);
                cluster.SetNode(new NodeCapacity($"n{index}") { Allocatable = machine.Offer, Ready = machine.Ready, Schedulable = machine.Schedulable });
            }

            return cluster;
        }
    }

    [Fact]
    public void The_fit_is_the_exact_sum_over_nodes() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), fleet =>
            fleet.Free == BigInteger.Min(fleet.Machines.Aggregate(BigInteger.Zero, (sum, machine) => sum + Exact(fleet.Template.Requests, machine)), int.MaxValue)));

    [Fact]
    public void As_many_pods_as_fit_can_be_placed_one_by_one_and_not_one_more() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), fleet =>
        {
            var cluster = fleet.Build(fleet.Machines.Index());
            var free = FitCalculator.Free(fleet.Template, cluster);
            for (var left = free; left > 0; left--)
            {
                var node = cluster.Nodes.First(ledger => FitCalculator.FreeOnNode(fleet.Template, ledger) > 0);
                cluster.AddPod(node.Name, fleet.Template.Requests);
                if (FitCalculator.Fit(fleet.Template, cluster, free - left + 1) != free)
                    return false;
            }

            return FitCalculator.Free(fleet.Template, cluster) == 0;
        }));

    [Fact]
    public void Reordering_the_nodes_changes_nothing() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), fleet =>
            FitCalculator.Free(fleet.Template, fleet.Build(fleet.Machines.Index().Reverse())) == fleet.Free));

    [Fact]
    public void One_more_node_never_lowers_the_fit() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), Machines.ToArbitrary(), (fleet, machine) =>
            (fleet with { Machines = [.. fleet.Machines, machine] }).Free >= fleet.Free));

    [Fact]
    public void More_capacity_never_lowers_the_fit() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), Requests.ToArbitrary(), (fleet, more) =>
            (fleet with { Machines = [.. fleet.Machines.Select(machine => machine with { Offer = machine.Offer + more })] }).Free >= fleet.Free));

    [Fact]
    public void A_larger_request_never_raises_the_fit() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), Requests.ToArbitrary(), (fleet, more) =>
            (fleet with { Template = fleet.Template with { Requests = fleet.Template.Requests + more } }).Free <= fleet.Free));

    [Fact]
    public void Pods_that_come_and_go_leave_no_trace() =>
        Check.One(Thousands, Prop.ForAll(Fleets.ToArbitrary(), Gen.ListOf(Requests).ToArbitrary(), (fleet, guests) =>
        {
            var cluster = fleet.Build(fleet.Machines.Index());
            foreach (var guest in guests)
                cluster.AddPod("n0", guest);
            foreach (var guest in Enumerable.Reverse(guests))
                cluster.RemovePod("n0", guest);
            return FitCalculator.Free(fleet.Template, cluster) == fleet.Free && cluster.Totals() == fleet.Build(fleet.Machines.Index()).Totals();
        }));

    private static BigInteger Exact(ResourceVector request, Machine machine)
    {
        if (!machine.Ready || !machine.Schedulable)
            return 0;
        var least = (BigInteger)machine.Offer["pods"] - machine.Pods.Length;
        foreach (var (name, amount) in request.All())
        {
            var taken = machine.Pods.Aggregate(BigInteger.Zero, (sum, pod) => sum + pod[name]);
            least = BigInteger.Min(least, (machine.Offer[name] - taken) / amount);
        }

        return BigInteger.Max(least, 0);
    }
}
