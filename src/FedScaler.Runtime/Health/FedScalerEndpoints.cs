using System.Text;
using FedScaler.Runtime.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FedScaler.Runtime.Health;

/// <summary>The service's own HTTP endpoints: <c>/healthz</c>, <c>/readyz</c>, <c>/metrics</c>.</summary>
public static class FedScalerEndpoints
{
    public static void MapFedScalerEndpoints(this IEndpointRouteBuilder routes, HealthState health, IMetricsExposition metrics)
    {
        routes.MapGet("/healthz", (HttpContext context) => WriteHealthAsync(context, health.Check(HealthKind.Liveness)));
        routes.MapGet("/readyz", (HttpContext context) => WriteHealthAsync(context, health.Check(HealthKind.Readiness)));
        routes.MapGet("/metrics", (HttpContext context) => WriteMetricsAsync(context, metrics));
    }

    private static async Task WriteHealthAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(report.Text, context.RequestAborted);
    }

    private static async Task WriteMetricsAsync(HttpContext context, IMetricsExposition metrics)
    {
        context.Response.ContentType = metrics.ContentType;
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await metrics.WriteAsync(writer, context.RequestAborted);
    }
}
