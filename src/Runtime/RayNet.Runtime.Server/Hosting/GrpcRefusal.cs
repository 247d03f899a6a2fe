using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Ends a call with a gRPC status before anything of it is read.</summary>
internal static class GrpcRefusal
{
    private const string StatusTrailer = "grpc-status";
    private const string MessageTrailer = "grpc-message";

    internal static Task EndAsync(HttpContext context, RpcFault fault)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.AppendTrailer(StatusTrailer, ((int)fault.Status).ToString(CultureInfo.InvariantCulture));
        response.AppendTrailer(MessageTrailer, Escape(fault.Detail));
        if (fault.Error is { } error)
        {
            response.AppendTrailer(RpcFault.ErrorTrailer, ((int)error).ToString(CultureInfo.InvariantCulture));
        }

        return response.CompleteAsync();
    }

    /// <summary>Percent signs and whatever is not printable ASCII, as gRPC has it.</summary>
    private static string Escape(string message)
    {
        var escaped = new StringBuilder(message.Length);
        foreach (byte character in Encoding.UTF8.GetBytes(message))
        {
            _ = character is >= 0x20 and <= 0x7e and not (byte)'%'
                ? escaped.Append((char)character)
                : escaped.Append(CultureInfo.InvariantCulture, $"%{character:X2}");
        }

        return escaped.ToString();
    }
}
