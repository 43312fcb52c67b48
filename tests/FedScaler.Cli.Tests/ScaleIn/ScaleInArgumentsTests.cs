using FedScaler.Api.ScaleIns;
using FedScaler.ScaleIns;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.ScaleIns;

public sealed class ScaleInArgumentsTests
{
    private static readonly ScaleInArguments Good = new() { Workload = "shop/web", Pods = Pods("idc-a/web-1", "idc-b/web-2@0d0f4b0e") };

    [Fact]
    public void What_is_left_out_is_as_the_API_has_it()
    {
        var options = Good.Read([]).ShouldNotBeNull();

        options.Namespace.ShouldBe("shop");
        options.Spec.ScaleTargetRef.ToString().ShouldBe("Deployment.apps/v1 web");
        (options.Spec.Mode, options.Spec.Guarantee, options.Spec.DeadlineSeconds, options.Spec.DryRun).ShouldBe((ScaleInMode.Shrink, ScaleInGuarantee.Exact, 600, false));
        options.Spec.Pods.Select(static pod => (pod.Cluster, pod.Name, pod.Uid)).ShouldBe([("idc-a", "web-1", null), ("idc-b", "web-2", "0d0f4b0e")]);
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(690));
        (Good with { DryRun = true }).Read([])!.Timeout.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("CloneSet", null, "apps.kruise.io/v1alpha1")]
    [InlineData("StatefulSet", null, "apps/v1")]
    [InlineData("StatefulSet", "apps.kruise.io/v1beta1", "apps.kruise.io/v1beta1")]
    public void A_kind_has_its_usual_version_unless_another_is_given(string kind, string? version, string expected) =>
        (Good with { Kind = kind, ApiVersion = version }).Read([])!.Spec.ScaleTargetRef.ApiVersion.ShouldBe(expected);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("45", 45)]
    public void Times_are_written_as_people_write_them(string text, int seconds) => (Good with { Deadline = text }).Read([])!.Spec.DeadlineSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("web-1", "names no cluster", "CLUSTER/POD")]
    [InlineData("a/b/c", "is no pod of a cluster", "CLUSTER/POD")]
    [InlineData("/web-1", "is no pod of a cluster", "CLUSTER/POD")]
    [InlineData("idc-a/web-1@", "no uid behind the @", "CLUSTER/POD@UID")]
    [InlineData("IDC/web-1", "\"IDC\" is not a name", "lower case")]
    [InlineData("idc-a/web_1", "\"web_1\" is not a name", "lower case")]
    public void A_pod_that_cannot_be_meant_is_named_with_its_mend(string text, string fault, string mend)
    {
        var told = FaultsOf(Good with { Pods = Pods(text) }).ShouldHaveSingleItem();

        told.ShouldStartWith($"--pod {text}: ");
        told.ShouldContain(fault);
        told.ShouldContain(mend);
    }

    [Fact]
    public void A_pod_that_is_named_twice_is_refused_also_when_one_of_them_has_a_uid() =>
        FaultsOf(Good with { Pods = Pods("idc-a/web-1", "idc-b/web-1", "idc-a/web-1@77") }).ShouldHaveSingleItem().ShouldBe("--pod idc-a/web-1@77: idc-a/web-1 is named before: name each pod once");

    [Fact]
    public void More_pods_than_one_ScaleIn_may_name_are_refused() =>
        FaultsOf(Good with { Pods = Pods([.. Enumerable.Range(0, 1001).Select(static i => $"idc-a/web-{i}")]) }).First().ShouldContain("1001 pods are more than the 1000");

    [Fact]
    public void Lines_of_a_file_are_blamed_by_their_numbers()
    {
        var pods = PodArgument.FromLines("bad.txt", ["# slow disks", "idc-a/web-1", "", "web-2\r"]).ToList();

        FaultsOf(Good with { Pods = pods }).ShouldHaveSingleItem().ShouldStartWith("bad.txt:4: web-2: names no cluster");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var faults = FaultsOf(Good with { Workload = null, Pods = [], Deadline = "soon", Timeout = "0s", Name = "My_Name" });

        faults.Count.ShouldBe(5);
        foreach (var argument in (string[])["NAMESPACE/NAME", "--pod", "--deadline soon", "--timeout 0s", "--name My_Name"]) faults.ShouldContain(fault => fault.StartsWith(argument, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("shop/")]
    [InlineData("a/b/c")]
    [InlineData("Shop/web")]
    public void A_workload_that_is_none_is_refused(string workload) => FaultsOf(Good with { Workload = workload }).ShouldHaveSingleItem().ShouldStartWith(workload);

    [Fact]
    public void A_kind_that_has_no_way_to_give_up_pods_by_name_is_refused_by_its_option() =>
        FaultsOf(Good with { Kind = "DaemonSet" }).ShouldHaveSingleItem().ShouldStartWith("--kind and --api-version must name an apps/v1 Deployment or StatefulSet");

    private static PodArgument[] Pods(params string[] texts) => [.. texts.Select(static text => new PodArgument("--pod", text))];

    private static List<string> FaultsOf(ScaleInArguments arguments)
    {
        var faults = new List<string>();
        arguments.Read(faults).ShouldBeNull();
        return faults;
    }
}
