using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Grpc.Core;
using RayNet.Cli.Commands;
using RayNet.Cli.Contracts;
using RayNet.Cli.Output;

namespace RayNet.Cli;

/// <summary>From arguments to an exit code. Errors are one line on the error stream, which names the thing and the remedy.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        var screen = new Screen(output, error);
        ParseResult parsed = Root(screen, args).Parse(args);
        if (args.Length > 0 && parsed.Errors.Count > 0)
        {
            foreach (ParseError problem in parsed.Errors)
            {
                screen.Error(problem.Message);
            }

            screen.Error($"'{HelpOf(parsed)}' shows what can be said.");
            return ExitCodes.Usage;
        }

        try
        {
            // Signals come here, and exceptions too.
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await (args.Length == 0 ? Root(screen, args).Parse(["--help"]) : parsed).InvokeAsync(invocation, stop.Token).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            screen.Error(exception.Message);
            return ExitCodes.Usage;
        }
        catch (RayException exception)
        {
            screen.Error(exception.Message);
            return ExitCodes.Of(exception.Code);
        }
        catch (RpcException exception)
        {
            screen.Error($"The cluster answered {exception.StatusCode}: {exception.Status.Detail}");
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            screen.Error(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Error("Interrupted.");
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Root(Screen screen, string[] args) => new("Starts, stops and inspects RayNet clusters, submits jobs to them, and compares contracts.")
    {
        StartCommand.Create(screen, args),
        StopCommand.Create(screen),
        StatusCommand.Create(screen),
        HealthCheckCommand.Create(screen),
        ListCommand.Create(screen),
        StateCommands.Summary(screen),
        MemoryCommand.Create(screen),
        DrainCommand.Create(screen),
        ExplainCommand.Create(screen),
        QuotaCommand.Create(screen),
        JobCommand.Create(screen),
        ContractsCommand.Create(screen),
    };

    /// <summary>The first signal asks for an end in good order; a second one does not wait for it.</summary>
    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static string HelpOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command; result = command.Parent)
        {
            names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', ["raynet", .. names, "--help"]);
    }
}
