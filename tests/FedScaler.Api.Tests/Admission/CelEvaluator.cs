using System.Diagnostics;
using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using Xunit;

namespace FedScaler.Api.Tests.Admission;

/// <summary>The CRDs' CEL rules, really evaluated: by the packages of Admission/cel, which <c>npm ci</c> puts there, on Node.js.</summary>
internal static class CelEvaluator
{
    private static readonly string Folder = RepositoryFiles.Path("tests", "FedScaler.Api.Tests", "Admission", "cel");

    /// <summary>What <c>evaluate.mjs</c> answers; the test is skipped, with the reason, where it cannot run.</summary>
    /// <param name="requests">Objects of <c>{kind, object, old}</c>, filled in with defaults.</param>
    public static async Task<JsonObject> RunAsync(IEnumerable<JsonObject> requests, CancellationToken cancel)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            Assert.Skip("CEL is not evaluated: run `npm ci --prefix tests/FedScaler.Api.Tests/Admission/cel` first");
        var schemas = CrdDescriptions.All.Select(crd => KeyValuePair.Create(crd.Resource.Kind, (JsonNode?)CrdGenerator.Schema(crd.Resource)));
        var input = new JsonObject { ["schemas"] = new JsonObject(schemas), ["requests"] = new JsonArray([.. requests]) };

        using var node = Start();
        var errors = node.StandardError.ReadToEndAsync(cancel);
        var output = node.StandardOutput.ReadToEndAsync(cancel);
        await node.StandardInput.WriteAsync(input.ToJsonString().AsMemory(), cancel);
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancel);
        return node.ExitCode == 0
            ? JsonNode.Parse(await output)!.AsObject()
            : throw new InvalidOperationException($"evaluate.mjs ended with {node.ExitCode}: {await errors}");
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "evaluate.mjs")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Assert.Skip($"CEL is not evaluated: no Node.js here ({missing.Message})");
            throw;
        }
    }
}
