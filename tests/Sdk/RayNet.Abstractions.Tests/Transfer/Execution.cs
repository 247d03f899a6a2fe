using RayNet.Abstractions.Tests.Remote;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Runs a call without a runtime and says what came out.</summary>
internal static class Execution
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    internal static async Task<string> RunAsync(ObjectCell call)
    {
        var frame = new TestFrame { Actor = new Counter(10, [1]) };
        Task<string> reading = call switch
        {
            StreamCall<(Item Item, int Index)> stream => ReadAsync(stream),
            StreamCall<int> stream => ReadAsync(stream),
            _ => Task.FromResult(""),
        };
        call.Execute(frame);
        string logged = Tasks.TakeLogged() ?? "";
        await new ObjectRef(call).AsTask().WaitAsync(Limit);
        string items = await reading.WaitAsync(Limit);
        var actor = (Counter)frame.Actor!;
        return $"{Describe(call)} / {items} / {logged} / {actor.Value} {actor.Add(1)}";
    }

    private static async Task<string> ReadAsync<T>(StreamCall<T> call)
    {
        call.SetBufferSize(null);
        var items = new List<string>();
        await foreach (T item in new ObjectRefStream<T>(call))
        {
            items.Add(Text(item));
        }

        return string.Join(", ", items);
    }

    private static string Describe(ObjectCell call) => call switch
    {
        ObjectCell<int> cell => Text(cell.GetResult()),
        ObjectCell<bool> cell => Text(cell.GetResult()),
        ObjectCell<string> cell => Text(cell.GetResult()),
        ObjectCell<List<int>> cell => Text(cell.GetResult()),
        ObjectCell<(int, Item)> cell => Text(cell.GetResult()),
        ObjectCell<(DayOfWeek, Dictionary<string, (int, Item?)>)> cell => Text(cell.GetResult()),
        ObjectCell<ObjectRef<Item>> cell => Text(cell.GetResult().Cell.GetResult()),
        ObjectCell<ActorHandle<Counter>> cell => cell.GetResult().ToString(),
        ObjectCell<Unit> => "no result",
        _ => throw new NotSupportedException($"{call.ValueType}"),
    };

    private static string Text<T>(T value) => Convert.ToHexString(RaySerializer.Serialize(value));
}
