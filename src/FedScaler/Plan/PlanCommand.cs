using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Kube.Json;

namespace FedScaler.Plan;

/// <summary><c>fedscaler plan</c>: what a FedHPA would do to a fleet, and why; writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file", "-f") { Description = "The FedHPA, as YAML or JSON.", HelpName = "FEDHPA.yaml" };
        var fleet = new Option<FileInfo?>("--fleet") { Description = "The fleet, as YAML or JSON: clusters, each with name, state, runs, wants, ready, unschedulable, fit, minReplicas, maxReplicas, labels.", HelpName = "FLEET.yaml" };
        var output = new Option<string>("--output", "-o") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        output.AcceptOnlyFromAmong("table", "json");
        var batch = new Option<bool>("--batch") { Description = "Read {\"spec\", \"clusters\"} objects, one a line, from standard input; answer one a line." };
        var command = new Command("plan", "Say what each member's HPA would be given, and why. Nothing is written anywhere.") { file, fleet, output, batch };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            if (parsed.GetValue(batch))
            {
                await PlanBatch.RunAsync(Console.In, console.Output, TimeProvider.System, cancellationToken);
                return ExitCodes.Success;
            }

            if (parsed.GetValue(file) is not { } spec || parsed.GetValue(fleet) is not { } members)
            {
                await console.Error.WriteLineAsync("plan needs -f FEDHPA.yaml and --fleet FLEET.yaml, or --batch");
                return ExitCodes.Refused;
            }

            return await RunAsync(spec, members, parsed.GetValue(output) == "json", console.Output, console.Error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo fleet, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        IReadOnlyList<FieldError> errors;
        try
        {
            var resource = StrictReader.ReadYaml(await File.ReadAllTextAsync(file.FullName, cancellationToken), ApiJson.Default.FedHpa);
            var clusters = PlanRequest.ReadClusters(Clusters(YamlJson.Parse(await File.ReadAllTextAsync(fleet.FullName, cancellationToken))));
            errors = [.. resource.Errors, .. resource.Value is null ? [] : FedHpaValidator.Validate(resource.Value.Spec), .. clusters.Errors];
            if (errors.Count == 0)
            {
                Write(Planner.Plan(new PlanRequest(resource.Value!.Spec, clusters.Value!), TimeProvider.System.GetUtcNow()), resource.Value, json, output);
                return ExitCodes.Success;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or YamlFormatException)
        {
            errors = [new FieldError("", unreadable.Message)];
        }

        foreach (var refused in errors) await error.WriteLineAsync(refused.ToString());
        return ExitCodes.Refused;
    }

    /// <summary>A fleet file is a list, or an object with the list under <c>clusters</c>.</summary>
    private static JsonNode? Clusters(JsonNode? document) => document is JsonObject fields ? fields["clusters"] : document;

    private static void Write(PlanResult plan, FedHpa resource, bool json, TextWriter output)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(plan, PlanJson.Default.PlanResult));
        else PlanTable.Write(plan, resource, output);
    }
}
