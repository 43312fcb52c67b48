using FedScaler.Sandbox.ApiServer.Errors;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Reads the Accept header.</summary>
internal static class Accept
{
    /// <summary>The first form that the client names and the server has; JSON is the only encoding.</summary>
    public static ResponseView ViewOf(ApiRequest request)
    {
        var accept = request.Http.Request.Headers.Accept.ToString();
        if (accept.Length == 0) return ResponseView.Object;
        foreach (var choice in accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = choice.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*")) continue;
            if (parts.Contains("as=Table")) return ResponseView.Table;
            if (parts.Contains("as=PartialObjectMetadata") || parts.Contains("as=PartialObjectMetadataList")) return ResponseView.PartialMetadata;
            if (!parts.Any(part => part.StartsWith("as=", StringComparison.Ordinal))) return ResponseView.Object;
        }

        throw ApiException.Make(
            406, "NotAcceptable", "only the following media types are accepted: application/json, application/json;as=Table;v=v1;g=meta.k8s.io");
    }
}
