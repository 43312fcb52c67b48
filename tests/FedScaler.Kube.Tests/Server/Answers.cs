using Microsoft.AspNetCore.Http;

namespace FedScaler.Kube.Tests.Server;

/// <summary>Answers as kube-apiserver words them.</summary>
internal static class Answers
{
    public const string Namespace = """{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"shop","uid":"u1","resourceVersion":"7"}}""";

    public static async Task JsonAsync(this HttpContext context, string json, int code = 200)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    public static Task StatusAsync(this HttpContext context, int code, string reason, string message = "no") =>
        context.JsonAsync($$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{code}}}""", code);

    /// <summary>Sends text now, and not when a buffer is full.</summary>
    public static async Task SendAsync(this HttpContext context, string text)
    {
        await context.Response.WriteAsync(text);
        await context.Response.Body.FlushAsync();
    }

    public static string Event(string type, string name, string version) =>
        $$$"""{"type":"{{{type}}}","object":{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{{{name}}}","resourceVersion":"{{{version}}}"} } }""" + "\n";
}
