using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests;

/// <summary>Who moves a call on and who begins to wait for it do not know of each other.</summary>
public sealed class CellStateTests
{
    private const int Cells = 200_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_is_moved_on_while_somebody_begins_to_wait_for_it(bool isRetried)
    {
        int turn = -1;
        int lost = 0;
        var cells = new Pending[Cells];
        for (int i = 0; i < Cells; i++)
        {
            cells[i] = new Pending();
            cells[i].SetQueuedBeforePublication();
            Assert.True(!isRetried || cells[i].TryMove(CellState.Queued, CellState.Running));
        }

        var waiting = new Thread(() =>
        {
            for (int i = 0; i < Cells; i++)
            {
                while (Volatile.Read(ref turn) < i)
                {
                    // Both act at about the same time.
                }

                cells[i].SetWanted();
            }
        });
        waiting.Start();
        for (int i = 0; i < Cells; i++)
        {
            Volatile.Write(ref turn, i);
            Thread.SpinWait(i % 24);
            bool isMoved = isRetried ? cells[i].TryBeginRetry() : cells[i].TryMove(CellState.Queued, CellState.Running);
            lost += isMoved ? 0 : 1;
        }

        waiting.Join();
        Assert.Equal(0, lost);
        Assert.All(cells, static cell => Assert.True(cell.IsWanted));
    }

    private sealed class Pending : ObjectCell<int>;
}
