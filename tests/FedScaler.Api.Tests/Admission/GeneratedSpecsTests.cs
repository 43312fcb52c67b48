using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Admission;

/// <summary>Specs made from the schemas, one field changed at a time: the validators and the CRDs agree on every one.</summary>
public sealed class GeneratedSpecsTests
{
    /// <summary>Fields of which only C# knows all, and why no CRD can. The other way round there is nothing: what a CRD refuses, C# does.</summary>
    private static readonly Dictionary<string, string> RunTimeOnly = new()
    {
        ["spec.timeZone"] = "which zones there are is the time zone database's to say",
        ["spec.rules[].timeZone"] = "which zones there are is the time zone database's to say",
        ["spec.rules[].schedule"] = "whether a day ever comes, and how a window's start and end lie, takes a calendar",
        ["spec.rules[].end"] = "whether a day ever comes, and how a window's start and end lie, takes a calendar",
        ["spec.rules[].duration"] = "whether a window closes before it opens again takes a calendar",
        ["spec.rules[].leadTime"] = "whether a window closes before it opens again takes a calendar",
    };

    [Fact]
    public async Task The_validators_and_the_CRDs_agree_on_every_generated_spec()
    {
        var cases = new List<(ResourceType Resource, string Field, string How, JsonObject Object)>();
        foreach (var crd in CrdDescriptions.All)
            cases.AddRange(SpecMutations.Of(AdmissionTable.Full(crd.Resource), CrdGenerator.Schema(crd.Resource)).Select(one => (crd.Resource, one.Field, one.How, one.Object)));

        var byServer = await ServerAdmission.AskAsync([.. cases.Select(one => (one.Resource, one.Object, (JsonObject?)null))], TestContext.Current.CancellationToken);

        var differences = new List<string>();
        foreach (var ((resource, field, how, value), server) in cases.Zip(byServer))
        {
            var ours = ApiAdmission.Validate(resource, value, null);
            var mayKnowMore = RunTimeOnly.ContainsKey(field) && ours.Count > 0;
            if (ours.Count > 0 != server.Count > 0 && !mayKnowMore)
                differences.Add($"{resource.Kind} {field}, {how}: CRD [{string.Join(" | ", server)}], C# [{string.Join(" | ", ours)}]");
        }

        differences.ShouldBeEmpty();
        cases.Count.ShouldBeGreaterThan(3000);
    }

    [Fact]
    public void No_generated_spec_makes_a_validator_fail()
    {
        foreach (var crd in CrdDescriptions.All)
            foreach (var (field, how, value) in SpecMutations.Of(AdmissionTable.Full(crd.Resource), CrdGenerator.Schema(crd.Resource)))
                foreach (var error in Should.NotThrow(() => ApiAdmission.Validate(crd.Resource, value, null), $"{crd.Resource.Kind} {field}, {how}"))
                    error.Message.ShouldNotBeNullOrWhiteSpace($"{crd.Resource.Kind} {field}, {how}");
    }
}
