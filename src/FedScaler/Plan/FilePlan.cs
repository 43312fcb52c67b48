using System.CommandLine;
using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Plan;

/// <summary>Plans for a fleet that a file describes.</summary>
internal static class FilePlan
{
    public static async Task<int> RunAsync(string file, string fleet, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            var resource = await FedHpaFile.ReadAsync(file, cancellationToken);
            var clusters = PlanRequest.ReadClusters(Clusters(YamlJson.Parse(await File.ReadAllTextAsync(fleet, cancellationToken))));
            if (clusters.Value is null) throw new PlanRefusedException(clusters.Errors);
            PlanOutput.Write(Planner.Plan(new PlanRequest(resource.Spec, clusters.Value), TimeProvider.System.GetUtcNow()), resource.Metadata.Name, json, console.Output);
            return ExitCodes.Success;
        }
        catch (Exception refused) when (refused is PlanRefusedException or IOException or UnauthorizedAccessException or YamlFormatException)
        {
            await console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }
    }

    /// <summary>A fleet file is a list, or an object with the list under <c>clusters</c>.</summary>
    private static JsonNode? Clusters(JsonNode? document) => document is JsonObject fields ? fields["clusters"] : document;
}
