using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Where a list goes on: the revision all pages are of, and the last key that was given (apiserver's storage/continue.go).</summary>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    public override string ToString() => Convert.ToBase64String(
            new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Revision, ["start"] = $"{Namespace}/{Name}\0" }.ToUtf8())
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static ContinueToken Parse(string text)
    {
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            var bytes = Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
            var json = JsonNode.Parse(Encoding.UTF8.GetString(bytes)) as JsonObject;
            var start = (json.Text("start") ?? throw Invalid("start key is missing")).TrimEnd('\0').Split('/', 2);
            return new ContinueToken(json.Integer("rv") ?? throw Invalid("rv is missing"), start[0], start[^1]);
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw Invalid(failure.Message);
        }
    }

    private static ApiException Invalid(string why) => ApiException.BadRequest($"invalid continue token: continue key is not valid: {why}");
}
